package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.catalog.Task;
import io.ballast.server.web.ApiException;
import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.ClassDecisions;
import io.ballast.stats.performance.DecisionMetric;
import io.ballast.stats.performance.Decisions;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.RegressionPairs;
import io.ballast.tables.Batch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** How well a model does where the truth is known, counted from the events of the range. */
final class PerformanceMeasure {

  private final EventStore events;
  private final KeptWindows<PerformanceStatement> kept;
  private final String version;

  PerformanceMeasure(
      EventStore events, Measurements measurements, InstantSource clock, String version) {
    this.events = events;
    this.kept =
        new KeptWindows<>(
            events, measurements, clock, PerformanceStatement.class, PerformanceStatement::read);
    this.version = version;
  }

  /** What one bin says; takes rows one by one. */
  private interface Bin {
    void add(Batch batch, int row);

    Estimate estimate(Metric metric);
  }

  Series measure(Query query, TimeBins bins) {
    requireTruth(query);
    return new PerformanceSeries(query.metric(), statements(query.model(), query.metric(), bins));
  }

  /** Rows of the bins that have a label, as a share of all; NaN without rows or truth. */
  double labelCoverage(Model model, TimeBins bins) {
    if (!Metric.DATA_COUNT.isFor(model.task()) || !hasTruth(model.shape())) {
      return Double.NaN;
    }
    long rows = 0;
    long labelled = 0;
    for (PerformanceStatement statement : statements(model, Metric.DATA_COUNT, bins)) {
      rows += statement.rows();
      labelled += statement.labelled();
    }
    return rows == 0 ? Double.NaN : (double) labelled / rows;
  }

  private List<PerformanceStatement> statements(Model model, Metric metric, TimeBins bins) {
    String scope =
        String.join(
            "/",
            metric.id(),
            model.id().toString(),
            Long.toString(model.changes().updatedAt()),
            version);
    return kept.statements(model, scope, bins, bin -> null, part -> count(model, metric, part));
  }

  private List<KeptWindows.Made<PerformanceStatement>> count(
      Model model, Metric metric, TimeBins bins) {
    ModelShape shape = model.shape();
    TruthReader reader = new TruthReader(shape);
    List<Bin> states = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      states.add(bin(shape, reader));
    }
    long[] rows = new long[bins.size()];
    long[] labelled = new long[bins.size()];
    events.scan(
        ScanRequest.of(model.events(), reader.columns()).within(bins.window()),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            int bin = bins.indexOf(reader.time(batch, row));
            if (bin >= 0) {
              rows[bin]++;
              if (reader.hasTarget(batch, row)) {
                labelled[bin]++;
                states.get(bin).add(batch, row);
              }
            }
          }
          return true;
        },
        new TaskControl());
    List<KeptWindows.Made<PerformanceStatement>> made = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      Estimate estimate = states.get(bin).estimate(metric);
      PerformanceStatement statement = new PerformanceStatement(estimate, rows[bin], labelled[bin]);
      made.add(new KeptWindows.Made<>(statement, statement::write));
    }
    return made;
  }

  private static boolean hasTruth(ModelShape shape) {
    boolean classified =
        shape.task() == Task.REGRESSION
            || (shape.classes().size() > 1
                && (shape.task() == Task.BINARY_CLASSIFICATION
                    || shape.outputs().size() == shape.classes().size()));
    return shape.target() != null && shape.find(shape.target()).isPresent() && classified;
  }

  private static void requireTruth(Query query) {
    if (!hasTruth(query.shape())) {
      throw ApiException.badRequest(
          query.metric().id() + " of model '" + query.model().name() + "'",
          "it needs a target and, for classes, target_class_order",
          "make a version of the model that has them");
    }
  }

  private static Bin bin(ModelShape shape, TruthReader reader) {
    return switch (shape.task()) {
      case BINARY_CLASSIFICATION -> new BinaryBin(shape, reader);
      case MULTICLASS_CLASSIFICATION -> new ClassBin(shape, reader);
      default -> new RegressionBin(reader);
    };
  }

  private static final class BinaryBin implements Bin {
    private final ModelShape shape;
    private final TruthReader reader;
    private final BinaryScores scores = new BinaryScores();

    BinaryBin(ModelShape shape, TruthReader reader) {
      this.shape = shape;
      this.reader = reader;
    }

    @Override
    public void add(Batch batch, int row) {
      int truth = reader.targetClass(batch, row);
      double score = reader.output(batch, row, 0);
      if (truth != TruthReader.NONE && Double.isFinite(score)) {
        scores.add(score, truth == 1, reader.id(batch, row));
      }
    }

    @Override
    public Estimate estimate(Metric metric) {
      double threshold = shape.threshold();
      Decisions decisions = scores.decisions(threshold);
      return switch (metric) {
        case ACCURACY -> decisions.of(DecisionMetric.ACCURACY);
        case PRECISION -> decisions.of(DecisionMetric.PRECISION);
        case RECALL -> decisions.of(DecisionMetric.RECALL);
        case FPR -> decisions.of(DecisionMetric.FALSE_POSITIVE_RATE);
        case F1 -> decisions.of(DecisionMetric.F1);
        case GEOMETRIC_MEAN -> decisions.of(DecisionMetric.FOWLKES_MALLOWS);
        case AUC, AUROC -> scores.auc();
        case CALIBRATED_THRESHOLD -> scores.bestThreshold();
        case CALIBRATION_ERROR -> scores.calibrationError();
        case LOG_LOSS -> scores.logLoss();
        default -> Estimate.count(scores.rows());
      };
    }
  }

  private static final class ClassBin implements Bin {
    private final ModelShape shape;
    private final TruthReader reader;
    private final ClassDecisions decisions = new ClassDecisions();

    ClassBin(ModelShape shape, TruthReader reader) {
      this.shape = shape;
      this.reader = reader;
    }

    @Override
    public void add(Batch batch, int row) {
      int truth = reader.targetClass(batch, row);
      if (truth == TruthReader.NONE) {
        return;
      }
      double sum = 0;
      double largest = Double.NEGATIVE_INFINITY;
      int best = TruthReader.NONE;
      double ofTruth = Double.NaN;
      for (int output = 0; output < shape.outputs().size(); output++) {
        double value = reader.output(batch, row, output);
        if (!Double.isFinite(value)) {
          return;
        }
        sum += value;
        if (value > largest) {
          largest = value;
          best = output;
        }
        ofTruth = output == truth ? value : ofTruth;
      }
      decisions.add(ofTruth / sum, best == truth, reader.id(batch, row));
    }

    @Override
    public Estimate estimate(Metric metric) {
      return switch (metric) {
        case ACCURACY -> decisions.accuracy();
        case LOG_LOSS -> decisions.logLoss();
        default -> Estimate.count(decisions.rows());
      };
    }
  }

  private static final class RegressionBin implements Bin {
    private final TruthReader reader;
    private final RegressionPairs pairs = new RegressionPairs();

    RegressionBin(TruthReader reader) {
      this.reader = reader;
    }

    @Override
    public void add(Batch batch, int row) {
      double truth = reader.targetNumber(batch, row);
      double output = reader.output(batch, row, 0);
      if (Double.isFinite(truth) && Double.isFinite(output)) {
        pairs.add(truth, output, reader.id(batch, row));
      }
    }

    @Override
    public Estimate estimate(Metric metric) {
      return switch (metric) {
        case R2 -> pairs.rSquared();
        case MSE -> pairs.meanSquaredError();
        case MAE -> pairs.meanAbsoluteError();
        case MAPE -> pairs.meanAbsolutePercentageError();
        case WMAPE -> pairs.weightedAbsolutePercentageError();
        default -> Estimate.count(pairs.rows());
      };
    }
  }
}
