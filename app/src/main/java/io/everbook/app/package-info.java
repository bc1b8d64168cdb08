/** The executable: everything that is assembled from the other modules for people and machines to use. */
package io.everbook.app;
