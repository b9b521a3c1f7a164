package io.ballast.tables.compare;

import io.ballast.tables.Column;
import io.ballast.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Scans both tables for a group of columns until everything about them is known. The columns are
 * counted side by side on the processors there are; none knows of another, so that nothing depends
 * on how many these are.
 */
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
    expect(reference, current);
    scan(reference, referencePlaces, tasks, ColumnTask::reference);
    tasks.parallelStream().forEach(ColumnTask::referenceDone);
    List<ColumnTask> wanting = those(tasks, ColumnTask::wantsReference);
    while (!wanting.isEmpty()) {
      refine(wanting);
      collect(true, wanting);
      wanting.parallelStream().forEach(ColumnTask::collected);
      wanting = those(wanting, ColumnTask::wantsReference);
    }
    tasks.parallelStream().forEach(ColumnTask::referenceKnown);
    scan(current, currentPlaces, tasks, ColumnTask::current);
    List<ColumnTask> inexact = those(tasks, ColumnTask::wantsBoth);
    if (!inexact.isEmpty()) {
      collect(true, inexact);
      collect(false, inexact);
      inexact.parallelStream().forEach(ColumnTask::collected);
    }
    return tasks;
  }

  private static List<ColumnTask> those(List<ColumnTask> tasks, Predicate<ColumnTask> wanted) {
    return tasks.parallelStream().filter(wanted).toList();
  }

  private void collect(boolean isReference, List<ColumnTask> tasks) {
    Table table = isReference ? reference : current;
    expect(table);
    RowPlaces places = isReference ? referencePlaces : currentPlaces;
    scan(table, places, tasks, (task, rows, at) -> task.collect(isReference, rows, at));
  }

  private void expect(Table... tables) {
    for (Table table : tables) {
      rowsExpected += table.rows();
    }
  }

  /** Takes finer steps for columns whose first rows chose steps that do not fit the rest. */
  private void refine(List<ColumnTask> wanting) {
    List<ColumnTask> coarse = those(wanting, ColumnTask::isTooCoarse);
    while (!coarse.isEmpty()) {
      scan(reference, referencePlaces, coarse, ColumnTask::sample);
      coarse.forEach(ColumnTask::restep);
      scan(reference, referencePlaces, coarse, ColumnTask::reference);
      coarse.forEach(ColumnTask::referenceDone);
      coarse = those(those(coarse, ColumnTask::wantsReference), ColumnTask::isTooCoarse);
    }
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
    tasks.parallelStream().forEach(task -> step.take(task, rows, places));
    rowsDone += rows;
    progress.rows(rowsDone, Math.max(rowsDone, rowsExpected));
  }
}
