package io.ballast.stats.drift;

import org.jspecify.annotations.Nullable;

/**
 * The plain statement inside one class, on the bins of the weighted statement.
 *
 * @param label the class
 * @param referenceRows rows of the class in the reference
 * @param currentRows rows of the class in the window
 * @param effect PSI inside the class; null below 30 rows on either side
 * @param evidence chi-square inside the class, adjusted after Holm over the parts; null likewise
 * @param moved whether the adjusted p-value is below alpha; null likewise
 */
public record ClassPart(
    String label,
    long referenceRows,
    long currentRows,
    @Nullable Measure effect,
    @Nullable Evidence evidence,
    @Nullable Boolean moved) {}
