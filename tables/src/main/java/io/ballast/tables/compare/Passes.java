package io.ballast.tables.compare;

import io.ballast.tables.Column;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Scans both tables for a group of columns until everything about them is known. */
final class Passes {

  private final Table reference;
  private final Table current;
  private final Plan plan;
  private final RowPlaces referencePlaces;
  private final RowPlaces currentPlaces;
  private final Comparison.Progress progress;
  private long rowsDone;
  private long rowsExpected;

  Passes(
      Table reference,
      Table current,
      Survey survey,
      Plan plan,
      boolean[] cells,
      Comparison.Progress progress) {
    this.reference = reference;
    this.current = current;
    this.plan = plan;
    boolean[] segments = new boolean[survey.segments().size()];
    Arrays.fill(segments, true);
    referencePlaces = new RowPlaces(survey, true, plan.counting(), segments);
    currentPlaces = new RowPlaces(survey, false, plan.counting(), cells);
    this.progress = progress;
  }

  /**
   * Counts the columns.
   *
   * @return the tasks, all counts known
   */
  List<ColumnTask> count(List<Column> columns) {
    List<ColumnTask> tasks = new ArrayList<>();
    for (Column column : columns) {
      tasks.add(
          column.type().isNumeric()
              ? new NumericTask(column.name(), plan)
              : new CategoryTask(column.name(), plan));
    }
    expect();
    scan(reference, referencePlaces, tasks, ColumnTask::reference);
    tasks.forEach(ColumnTask::referenceDone);
    scan(current, currentPlaces, tasks, ColumnTask::current);
    List<ColumnTask> wanting = wanting(tasks);
    while (!wanting.isEmpty()) {
      expect();
      refine(wanting);
      scan(
          reference,
          referencePlaces,
          wanting,
          (task, v, rows, places) -> task.collect(true, v, rows, places));
      scan(
          current,
          currentPlaces,
          wanting,
          (task, v, rows, places) -> task.collect(false, v, rows, places));
      wanting.forEach(ColumnTask::collected);
      wanting = wanting(wanting);
    }
    return tasks;
  }

  private void expect() {
    rowsExpected += reference.rows() + current.rows();
  }

  private static List<ColumnTask> wanting(Collection<ColumnTask> tasks) {
    return tasks.stream().filter(ColumnTask::analyse).toList();
  }

  /** Takes finer steps for columns whose first rows chose steps that do not fit the rest. */
  private void refine(List<ColumnTask> wanting) {
    List<ColumnTask> coarse = wanting.stream().filter(ColumnTask::isTooCoarse).toList();
    if (coarse.isEmpty()) {
      return;
    }
    scan(reference, referencePlaces, coarse, ColumnTask::sample);
    coarse.forEach(ColumnTask::restep);
    scan(reference, referencePlaces, coarse, ColumnTask::reference);
    coarse.forEach(ColumnTask::referenceDone);
    scan(current, currentPlaces, coarse, ColumnTask::current);
    coarse.forEach(ColumnTask::analyse);
    refine(wanting);
  }

  private interface Step {
    void take(ColumnTask task, Vector vector, int rows, RowPlaces places);
  }

  private void scan(Table table, RowPlaces places, List<ColumnTask> tasks, Step step) {
    List<String> names = new ArrayList<>(tasks.stream().map(ColumnTask::name).toList());
    places.reader().start(names.size());
    names.addAll(places.reader().columns());
    table.scan(
        names,
        batch -> {
          places.read(batch);
          for (int i = 0; i < tasks.size(); i++) {
            step.take(tasks.get(i), batch.vector(i), batch.rows(), places);
          }
          rowsDone += batch.rows();
          progress.rows(rowsDone, Math.max(rowsDone, rowsExpected));
          return true;
        });
  }
}
