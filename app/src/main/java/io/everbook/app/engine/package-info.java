/**
 * The assembly: lanes of rings and stages, recovery before a market is served, snapshots on a timer, an orderly end.
 * Called by gateways and commands. It matches nothing and knows no file format.
 */
package io.everbook.app.engine;
