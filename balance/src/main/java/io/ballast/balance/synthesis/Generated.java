package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Frame;

/**
 * Drawn rows.
 *
 * @param frame the rows, in the order in which they were wanted
 * @param donors for each cell the training rows that lent a value to it, mean over the columns
 * @param exactCopies rows equal to a training row of which there are fewer than five, keys left
 *     out, after all tries to draw them otherwise
 * @param unkept rows that break a dependency, because what the user set leaves no other choice
 */
public record Generated(Frame frame, double[] donors, int exactCopies, int unkept) {}
