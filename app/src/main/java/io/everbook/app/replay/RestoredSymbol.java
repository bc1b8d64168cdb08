package io.everbook.app.replay;

import io.everbook.replay.restore.RestoreDifference;
import io.everbook.replay.restore.RestoreReport;
import io.everbook.replay.timeline.OrderDifference;
import java.util.List;

/**
 * What a restore did, or would do, with one symbol.
 *
 * @param report what is taken
 * @param difference what is lost; null where it was not asked for
 * @param orders the first of the open orders that differ
 */
record RestoredSymbol(RestoreReport report, RestoreDifference difference, List<OrderDifference> orders) {}
