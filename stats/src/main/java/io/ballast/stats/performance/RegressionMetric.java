package io.ballast.stats.performance;

/** A metric of predicted numbers that is a function of the {@link Sums} of their rows. */
public enum RegressionMetric {
  /** Mean of prediction less truth. */
  MEAN_ERROR("me", false, ""),
  /** Mean absolute error. */
  MEAN_ABSOLUTE_ERROR("mae", true, ""),
  /** Mean squared error. */
  MEAN_SQUARED_ERROR("mse", true, ""),
  /** Root of the mean squared error. */
  ROOT_MEAN_SQUARED_ERROR("rmse", true, ""),
  /** Mean of the error over the size of the truth; rows whose truth is 0 are left out. */
  MEAN_ABSOLUTE_PERCENTAGE_ERROR("mape", true, "the target of every row is 0"),
  /** Mean of the error over the mean of both sizes; 0 for a row in which both are 0. */
  SYMMETRIC_PERCENTAGE_ERROR("smape", true, ""),
  /** Sum of the errors over the sum of the sizes of the truth. */
  WEIGHTED_PERCENTAGE_ERROR("wmape", true, "the target of every row is 0"),
  /** Mean squared difference of ln(1 + prediction) and ln(1 + truth). */
  MEAN_SQUARED_LOGARITHMIC_ERROR("msle", true, "a target or a prediction is -1 or less"),
  /** One less the squared errors over the squared distances of the truth from its mean. */
  R_SQUARED("r2", false, "the targets of all rows are the same");

  private final String id;
  private final boolean isPositive;
  private final String undefined;

  RegressionMetric(String id, boolean isPositive, String undefined) {
    this.id = id;
    this.isPositive = isPositive;
    this.undefined = undefined;
  }

  /** Name in JSON and in the catalogue. */
  public String id() {
    return id;
  }

  /** The value; NaN when undefined. */
  double of(double[] s) {
    return switch (this) {
      case MEAN_ERROR -> ratio(s[Sums.ERROR], s[Sums.WEIGHT]);
      case MEAN_ABSOLUTE_ERROR -> ratio(s[Sums.ABSOLUTE], s[Sums.WEIGHT]);
      case MEAN_SQUARED_ERROR -> ratio(s[Sums.SQUARED], s[Sums.WEIGHT]);
      case ROOT_MEAN_SQUARED_ERROR -> Math.sqrt(ratio(s[Sums.SQUARED], s[Sums.WEIGHT]));
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> ratio(s[Sums.RELATIVE], s[Sums.NONZERO]);
      case SYMMETRIC_PERCENTAGE_ERROR -> ratio(s[Sums.SYMMETRIC], s[Sums.WEIGHT]);
      case WEIGHTED_PERCENTAGE_ERROR -> ratio(s[Sums.ABSOLUTE], s[Sums.SIZE]);
      case MEAN_SQUARED_LOGARITHMIC_ERROR ->
          s[Sums.NEGATIVE] > 0 ? Double.NaN : ratio(s[Sums.LOGARITHMIC], s[Sums.WEIGHT]);
      case R_SQUARED -> determination(s);
    };
  }

  /** The sums that it is made of. */
  int[] needs() {
    return switch (this) {
      case MEAN_ERROR -> new int[] {Sums.ERROR, Sums.WEIGHT};
      case MEAN_ABSOLUTE_ERROR -> new int[] {Sums.ABSOLUTE, Sums.WEIGHT};
      case MEAN_SQUARED_ERROR, ROOT_MEAN_SQUARED_ERROR -> new int[] {Sums.SQUARED, Sums.WEIGHT};
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> new int[] {Sums.RELATIVE, Sums.NONZERO};
      case SYMMETRIC_PERCENTAGE_ERROR -> new int[] {Sums.SYMMETRIC, Sums.WEIGHT};
      case WEIGHTED_PERCENTAGE_ERROR -> new int[] {Sums.ABSOLUTE, Sums.SIZE};
      case MEAN_SQUARED_LOGARITHMIC_ERROR ->
          new int[] {Sums.NEGATIVE, Sums.LOGARITHMIC, Sums.WEIGHT};
      case R_SQUARED -> new int[] {Sums.SQUARED, Sums.ACTUAL, Sums.ACTUAL_SQUARED, Sums.WEIGHT};
    };
  }

  /** The smallest value that it can have. */
  double least() {
    return isPositive ? 0 : Double.NEGATIVE_INFINITY;
  }

  /** Why it is undefined, when it is. */
  String undefined() {
    return undefined;
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private static double determination(double[] s) {
    double spread = s[Sums.ACTUAL_SQUARED] - s[Sums.ACTUAL] * s[Sums.ACTUAL] / s[Sums.WEIGHT];
    return 1 - ratio(s[Sums.SQUARED], spread > 0 ? spread : 0);
  }

  /** Places of the weighted sums over rows. */
  static final class Sums {
    static final int WEIGHT = 0;
    static final int ERROR = 1;
    static final int ABSOLUTE = 2;
    static final int SQUARED = 3;
    static final int RELATIVE = 4;
    static final int NONZERO = 5;
    static final int SYMMETRIC = 6;
    static final int SIZE = 7;
    static final int LOGARITHMIC = 8;
    static final int NEGATIVE = 9;

    /** Of the truth less its mean, so that no digits are lost. */
    static final int ACTUAL = 10;

    static final int ACTUAL_SQUARED = 11;

    /** Of the parts of the errors in which the truth is larger. */
    static final int UNDER = 12;

    /** Of the truth's distance from its median. */
    static final int FROM_MEDIAN = 13;

    static final int COUNT = 14;

    private Sums() {}

    /**
     * What one row of weight 1 adds to a sum.
     *
     * @param mean of the truth
     * @param median of the truth
     */
    static double of(int sum, double y, double prediction, double mean, double median) {
      double error = prediction - y;
      double absolute = Math.abs(error);
      return switch (sum) {
        case WEIGHT -> 1;
        case ERROR -> error;
        case ABSOLUTE -> absolute;
        case SQUARED -> error * error;
        case RELATIVE -> y == 0 ? 0 : absolute / Math.abs(y);
        case NONZERO -> y == 0 ? 0 : 1;
        case SYMMETRIC -> absolute == 0 ? 0 : 2 * absolute / (Math.abs(y) + Math.abs(prediction));
        case SIZE -> Math.abs(y);
        case LOGARITHMIC -> logarithms(y, prediction);
        case NEGATIVE -> y > -1 && prediction > -1 ? 0 : 1;
        case ACTUAL -> y - mean;
        case ACTUAL_SQUARED -> (y - mean) * (y - mean);
        case UNDER -> error < 0 ? absolute : 0;
        case FROM_MEDIAN -> Math.abs(y - median);
        default -> throw new IllegalArgumentException("no sum has the place " + sum);
      };
    }

    private static double logarithms(double y, double prediction) {
      double difference = y > -1 && prediction > -1 ? Math.log1p(prediction) - Math.log1p(y) : 0;
      return difference * difference;
    }
  }
}
