package io.ballast.balance.synthesis;

/**
 * The rows that shall be drawn.
 *
 * @param levels for each condition of the model the level of each row, -1 is missing; not copied
 * @param cells the cell of each row, for counting donors; not copied
 * @param cellCount number of cells
 * @param rows number of rows
 * @param before rows that stand before these in the output, for an index that goes on
 */
public record Wanted(int[][] levels, int[] cells, int cellCount, int rows, int before) {}
