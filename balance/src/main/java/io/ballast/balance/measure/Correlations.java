package io.ballast.balance.measure;

/** How much one column says about another, in the three ways of Gretel's quality score. */
final class Correlations {

  private Correlations() {}

  /** Pearson's correlation of the rows where both are there; NaN when one is constant. */
  static double pearson(double[] a, double[] b) {
    double meanA = 0;
    double meanB = 0;
    int rows = 0;
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
        meanA += a[i];
        meanB += b[i];
        rows++;
      }
    }
    meanA /= rows;
    meanB /= rows;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
      }
    }
    return ab / Math.sqrt(aa * bb);
  }

  /**
   * Correlation ratio of a number given a name: the square root of the part of its variance that
   * lies between the names.
   */
  static double ratio(int[] names, int size, double[] numbers) {
    double[] sums = new double[size];
    int[] counts = new int[size];
    double mean = 0;
    int rows = 0;
    for (int i = 0; i < names.length; i++) {
      if (!Double.isNaN(numbers[i])) {
        sums[names[i]] += numbers[i];
        counts[names[i]]++;
        mean += numbers[i];
        rows++;
      }
    }
    mean /= rows;
    double between = 0;
    double all = 0;
    for (int name = 0; name < size; name++) {
      if (counts[name] > 0) {
        double off = sums[name] / counts[name] - mean;
        between += counts[name] * off * off;
      }
    }
    for (double number : numbers) {
      all += Double.isNaN(number) ? 0 : (number - mean) * (number - mean);
    }
    return all == 0 ? 0 : Math.sqrt(between / all);
  }

  /** Theil's U of {@code x} given {@code y}: the part of its entropy that y takes away. */
  static double uncertainty(int[] x, int sizeX, int[] y, int sizeY) {
    int[] countsX = new int[sizeX];
    int[] countsY = new int[sizeY];
    int[] both = new int[sizeX * sizeY];
    for (int i = 0; i < x.length; i++) {
      countsX[x[i]]++;
      countsY[y[i]]++;
      both[x[i] * sizeY + y[i]]++;
    }
    double entropy = terms(x.length) - terms(countsX);
    double left = terms(countsY) - terms(both);
    return entropy <= 0 ? 1 : (entropy - left) / entropy;
  }

  private static double terms(int... counts) {
    double sum = 0;
    for (int count : counts) {
      sum += count == 0 ? 0 : count * Math.log(count);
    }
    return sum;
  }
}
