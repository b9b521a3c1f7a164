package io.ballast.balance;

import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.BalanceReport.Regenerated;
import io.ballast.balance.BalanceReport.Rows;
import io.ballast.balance.BalanceReport.Seconds;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumn;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.Plan;
import io.ballast.balance.structure.Role;
import io.ballast.balance.synthesis.Fitter;
import io.ballast.balance.synthesis.Generated;
import io.ballast.balance.synthesis.Generator;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.stats.Workers;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Balances a table: plan, fit, generate, measure. */
public final class Balancer {

  /** The column that tells real from synthetic rows. */
  public static final String PROVENANCE = "ballast_provenance";

  private static final int MOST_TARGET_VALUES = 20;

  /**
   * Names of an index that a program wrote beside the columns; the first is given by the reader.
   */
  private static final Pattern LEFT_OVER = Pattern.compile("column_\\d+|Unnamed.*|index");

  private final BalanceRequest request;
  private final Workers workers;
  private final Watcher watcher;
  private final LongSupplier nanoClock;

  private Balancer(
      BalanceRequest request, Workers workers, Watcher watcher, LongSupplier nanoClock) {
    this.request = request;
    this.workers = workers;
    this.watcher = watcher;
    this.nanoClock = nanoClock;
  }

  /**
   * Balances; the rows depend on the request only, not on the number of threads.
   *
   * @param nanoClock what the report's seconds are read from
   * @throws ProblemException if the request cannot be met
   * @throws CancellationException if the watcher says so
   */
  public static BalanceResult balance(
      BalanceRequest request, Workers workers, Watcher watcher, LongSupplier nanoClock) {
    return new Balancer(request, workers, watcher, nanoClock).balance();
  }

  private BalanceResult balance() {
    Frame input = request.input();
    long began = nanoClock.getAsLong();
    check(input);
    Preparation preparation = new Preparation(request, input, workers);
    Plan plan = preparation.plan();
    Model given = request.model();
    Model model =
        given == null ? Fitter.fit(input, preparation.fitSettings(), workers, watcher) : given;
    long fitted = nanoClock.getAsLong();
    Generated generated =
        Generator.generate(
            model, preparation.wanted(plan, model), request.seed(), workers, watcher);
    long drawn = nanoClock.getAsLong();
    boolean replaces = request.plan().mode() == Mode.REPLACE;
    Frame rows = replaces ? generated.frame() : input.and(generated.frame());
    String target = target(preparation);
    Measured measured =
        request.measure() ? new Trial(request, model, target, workers, watcher).run() : null;
    Seconds seconds =
        new Seconds(
            (fitted - began) / 1e9, (drawn - fitted) / 1e9, (nanoClock.getAsLong() - drawn) / 1e9);
    Frame output = request.provenance() ? withProvenance(rows, replaces ? 0 : input.size()) : rows;
    BalanceReport report =
        new BalanceReport(
            input.name(),
            request.seed(),
            request.plan().mode(),
            request.isPrivate(),
            preparation.columns().columns().stream().map(column -> column.column().name()).toList(),
            new Rows(
                input.size(),
                generated.frame().size(),
                output.size(),
                generated.exactCopies(),
                generated.unkept()),
            plan.cells(),
            generated.donors(),
            new DependencyWords(model).all(),
            regenerated(model),
            measured,
            labelRates(rows, target, measured),
            warnings(plan, model, generated, measured),
            seconds);
    return new BalanceResult(output, model, report);
  }

  private void check(Frame input) {
    if (input.size() < 2) {
      throw ProblemException.input(
          input.name() + " has " + input.size() + " row" + (input.size() == 1 ? "" : "s"),
          "there is nothing to learn from fewer than 2",
          "give a table with more rows");
    }
    if (!request.target().isEmpty() && input.schema().find(request.target()).isEmpty()) {
      throw ProblemException.input(
          "target column " + request.target(),
          "is not in " + input.name(),
          "choose among " + String.join(", ", input.schema().names()));
    }
    Frame holdout = request.holdout();
    if (holdout != null && !holdout.schema().equals(input.schema())) {
      throw ProblemException.input(
          holdout.name() + " has other columns or types than " + input.name(),
          "held-out rows are of the same table",
          "give a file with the columns " + String.join(", ", input.schema().names()));
    }
    if (request.provenance() && input.schema().find(PROVENANCE).isPresent()) {
      throw ProblemException.input(
          input.name() + " has a column " + PROVENANCE,
          "--provenance adds one of that name",
          "rename the column");
    }
  }

  /**
   * The column that is predicted: the one named, or the only balance column if it has few values.
   */
  private String target(Preparation preparation) {
    if (!request.target().isEmpty()) {
      return request.target();
    }
    List<BalanceColumn> columns = preparation.columns().columns();
    boolean isClass =
        columns.size() == 1
            && columns.get(0).condition().edges() == null
            && columns.get(0).texts().size() <= MOST_TARGET_VALUES;
    return isClass ? columns.get(0).column().name() : "";
  }

  private List<LabelRate> labelRates(Frame output, String target, @Nullable Measured measured) {
    List<LabelRate> rates = new ArrayList<>();
    if (measured == null || measured.measures().usefulness() == null) {
      return rates;
    }
    String label = measured.measures().usefulness().positive();
    for (String column : request.columns()) {
      if (!column.equals(target)) {
        rates.addAll(LabelRate.of(request.input(), output, column, target, label));
      }
    }
    return rates;
  }

  private static List<Regenerated> regenerated(Model model) {
    List<Regenerated> regenerated = new ArrayList<>();
    for (int column = 0; column < model.schema().columns().size(); column++) {
      if (model.structure().role(column) instanceof Role.Regenerated role) {
        regenerated.add(
            new Regenerated(model.schema().columns().get(column).name(), role.kind().words()));
      }
    }
    return regenerated;
  }

  private List<String> warnings(
      Plan plan, Model model, Generated generated, @Nullable Measured measured) {
    List<String> warnings = new ArrayList<>(plan.warnings());
    List<String> groups = groupKeys(model);
    if (!groups.isEmpty()) {
      warnings.add(
          "%s %s groups of rows: rows of a group are not independent, each generated row is a group of its own, and what a person in the table may expect holds for a group, not for a row."
              .formatted(String.join(", ", groups), groups.size() == 1 ? "names" : "name"));
    }
    for (Column column : model.schema().columns()) {
      Role role = model.structure().role(model.schema().indexOf(column.name()));
      if (role instanceof Role.Regenerated key
          && key.kind() == Role.Regenerated.Kind.INDEX
          && LEFT_OVER.matcher(column.name()).matches()) {
        warnings.add(
            "%s looks like an index that was written by mistake; it is numbered anew."
                .formatted(column.name()));
      }
    }
    if (generated.unkept() > 0) {
      warnings.add(
          "%d generated rows break a dependency, because the wanted cells leave no other choice."
              .formatted(generated.unkept()));
    }
    if (generated.exactCopies() > 0) {
      warnings.add(
          "%d generated rows equal an input row: nothing else fits their cell."
              .formatted(generated.exactCopies()));
    }
    if (request.measure() && measured == null) {
      warnings.add("The table is too small to hold rows back; nothing was measured.");
    }
    return warnings;
  }

  private static List<String> groupKeys(Model model) {
    return model.schema().names().stream()
        .filter(
            name ->
                model.structure().role(model.schema().indexOf(name))
                        instanceof Role.Regenerated regenerated
                    && regenerated.kind() == Role.Regenerated.Kind.GROUP_KEY)
        .toList();
  }

  private static Frame withProvenance(Frame rows, int real) {
    Dictionary dictionary = new Dictionary();
    int realCode = dictionary.add("real");
    int syntheticCode = dictionary.add("synthetic");
    int[] codes = new int[rows.size()];
    Arrays.fill(codes, 0, real, realCode);
    Arrays.fill(codes, real, codes.length, syntheticCode);
    List<Column> columns = new ArrayList<>(rows.schema().columns());
    columns.add(new Column(PROVENANCE, ColumnType.CATEGORY));
    List<Vector> vectors =
        new ArrayList<>(IntStream.range(0, columns.size() - 1).mapToObj(rows::vector).toList());
    vectors.add(new CodeVector(codes, dictionary));
    return new Frame(rows.name(), new Schema(columns), rows.size(), vectors);
  }
}
