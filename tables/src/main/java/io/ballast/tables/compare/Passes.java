package io.ballast.tables.compare;

import io.ballast.tables.Column;
import io.ballast.tables.Table;
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
          (task, rows, places) -> task.collect(true, rows, places));
      scan(
          current,
          currentPlaces,
          wanting,
          (task, rows, places) -> task.collect(false, rows, places));
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
    void take(ColumnTask task, int rows, RowPlaces places);
  }

  private void scan(Table table, RowPlaces places, List<ColumnTask> tasks, Step step) {
    List<String> names = new ArrayList<>(tasks.stream().map(ColumnTask::name).toList());
    places.reader().start(names.size());
    names.addAll(places.reader().columns());
    int[] held = {0};
    table.scan(
        names,
        batch -> {
          if (held[0] + batch.rows() > ColumnTask.HELD_ROWS) {
            take(tasks, step, held[0], places);
            held[0] = 0;
          }
          places.read(batch, held[0]);
          for (int i = 0; i < tasks.size(); i++) {
            tasks.get(i).hold(batch.vector(i), batch.rows(), held[0]);
          }
          held[0] += batch.rows();
          return true;
        });
    take(tasks, step, held[0], places);
  }

  private void take(List<ColumnTask> tasks, Step step, int rows, RowPlaces places) {
    tasks.forEach(task -> step.take(task, rows, places));
    rowsDone += rows;
    progress.rows(rowsDone, Math.max(rowsDone, rowsExpected));
  }
}
