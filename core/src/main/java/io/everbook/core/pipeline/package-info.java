/**
 * The stages of a lane's command ring that need nothing but the core: business logic, and numbering where there is no
 * journal. Called by the ring's threads alone. A stage never blocks but for the ring behind it, and never swallows.
 */
package io.everbook.core.pipeline;
