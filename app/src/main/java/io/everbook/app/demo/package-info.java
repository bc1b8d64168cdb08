/**
 * The demonstration: generated participants trade through the real pipeline, the engine is halted, rebuilt from disk,
 * and compared with itself. Called by the command line.
 */
package io.everbook.app.demo;
