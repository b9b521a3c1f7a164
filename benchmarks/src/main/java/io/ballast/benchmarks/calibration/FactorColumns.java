package io.ballast.benchmarks.calibration;

/**
 * Columns of standard normal numbers that depend on each other: some share a factor, some are
 * copies of the first, the rest are independent.
 *
 * @param correlated columns with {@code correlation} between each two of them, the first ones
 * @param copies exact copies of the first column, after those
 * @param independent columns after those
 * @param correlation in [0, 1)
 */
record FactorColumns(int correlated, int copies, int independent, double correlation) {

  /** Number of columns. */
  int size() {
    return correlated + copies + independent;
  }

  /**
   * Draws rows.
   *
   * @param moved columns whose mean is shifted, the first ones
   * @param shift of their mean, in standard deviations
   * @return values [column][row]
   */
  double[][] draw(Draws draws, int rows, int moved, double shift) {
    double[][] values = new double[size()][rows];
    double common = Math.sqrt(correlation);
    double own = Math.sqrt(1 - correlation);
    for (int row = 0; row < rows; row++) {
      double factor = draws.normal();
      for (int column = 0; column < size(); column++) {
        boolean isCopy = column >= correlated && column < correlated + copies;
        double value;
        if (isCopy) {
          value = values[0][row];
        } else if (column < correlated) {
          value = common * factor + own * draws.normal();
        } else {
          value = draws.normal();
        }
        values[column][row] = value + (column < moved ? shift : 0);
      }
    }
    return values;
  }
}
