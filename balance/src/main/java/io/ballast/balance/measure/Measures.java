package io.ballast.balance.measure;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.structure.Structure;
import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All figures about generated rows.
 *
 * @param fidelity column by column and pair by pair
 * @param sqs distances of Gretel's score
 * @param discriminatorAuc how well boosted trees tell drawn from real rows, 0.5 is not at all
 * @param shapes columns side by side
 * @param privacy null without held-out rows
 * @param usefulness null without held-out rows or a target that can be predicted
 */
public record Measures(
    Fidelity fidelity,
    SqsDistances sqs,
    double discriminatorAuc,
    List<ColumnShape> shapes,
    @Nullable PrivacyMeasures privacy,
    @Nullable Usefulness usefulness) {
  /** Steps of measuring. */
  public static final int STEPS = 5;

  public Measures {
    shapes = List.copyOf(shapes);
  }

  /**
   * What is measured.
   *
   * @param real rows that the model was fitted on
   * @param copy rows that it drew with the shares of the real ones
   * @param cellOfCopy the cell of each of them; not copied
   * @param cells number of cells
   * @param heldOut rows that it never saw; null: none
   * @param target column to predict; empty: none
   * @param added rows that the plan adds to the real ones; null when it replaces them
   */
  public record Material(
      Frame real,
      Frame copy,
      int[] cellOfCopy,
      int cells,
      @Nullable Frame heldOut,
      String target,
      @Nullable Frame added) {}

  /** Measures; the figures depend on the material and the seed only. */
  public static Measures of(Material material, Structure structure, long seed, Workers workers) {
    return of(material, structure, seed, workers, done -> {});
  }

  /**
   * Measures.
   *
   * @param progress told how many of the {@value #STEPS} steps are done
   */
  public static Measures of(
      Material material, Structure structure, long seed, Workers workers, IntConsumer progress) {
    Frame heldOut = material.heldOut();
    List<Frame> tables = new ArrayList<>(List.of(material.real(), material.copy()));
    if (heldOut != null) {
      tables.add(heldOut);
    }
    Fields fields = Fields.of(tables, structure, "", workers);
    Fidelity fidelity = Fidelity.of(fields, workers);
    List<ColumnShape> shapes = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      shapes.add(ColumnShape.of(fields.field(i), fidelity.shapes()[i]));
    }
    progress.accept(1);
    SqsDistances sqs = SqsDistances.of(fields, workers);
    progress.accept(2);
    double auc = Discriminator.auc(fields, seed, workers);
    progress.accept(3);
    PrivacyMeasures privacy =
        heldOut == null
            ? null
            : PrivacyMeasures.of(fields, material.cellOfCopy(), material.cells(), workers);
    progress.accept(4);
    Usefulness usefulness =
        heldOut == null ? null : usefulness(material, heldOut, structure, seed, workers);
    progress.accept(STEPS);
    return new Measures(fidelity, sqs, auc, shapes, privacy, usefulness);
  }

  private static @Nullable Usefulness usefulness(
      Material material, Frame heldOut, Structure structure, long seed, Workers workers) {
    if (material.target().isEmpty()) {
      return null;
    }
    Frame added = material.added();
    Frame drawn = added == null ? material.copy() : added;
    Fields fields =
        Fields.of(List.of(material.real(), drawn, heldOut), structure, material.target(), workers);
    Optional<Integer> target = Usefulness.target(fields, material.target());
    return target
        .map(field -> Usefulness.of(fields, field, added != null, seed, workers))
        .orElse(null);
  }
}
