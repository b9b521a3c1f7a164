package io.ballast.eventstore.embedded;

import io.ballast.eventstore.Filter;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Writes sealed parts anew without the events of a deletion; the manifest follows. */
final class PartRewriter {

  private final Structure structure;

  PartRewriter(Structure structure) {
    this.structure = structure;
  }

  /**
   * Parts that are to be exchanged in the manifest.
   *
   * @param removed parts that hold events that shall go
   * @param added what is left of them
   */
  record Exchange(List<SealedPart> removed, List<SealedPart> added) {

    /** How many events go. */
    long events() {
      return removed.stream().mapToLong(SealedPart::rows).sum()
          - added.stream().mapToLong(SealedPart::rows).sum();
    }
  }

  /**
   * Writes the new files; nothing else is changed.
   *
   * @param days that may hold events that shall go
   */
  Exchange write(SetRecord record, Deletion deletion, IntPredicate days, TaskControl control) {
    Exchange exchange = new Exchange(new ArrayList<>(), new ArrayList<>());
    SetRecord current = structure.manifest().current(record);
    boolean done = false;
    try {
      for (SealedPart part : current.parts()) {
        control.check();
        Integer day = part.day();
        if (day != null && !(days.test(day) && deletion.touchesDay(day))) {
          continue;
        }
        boolean whole = day != null && deletion.holdsDay(day);
        if (whole && part.maxSequence() <= deletion.upToSequence()) {
          exchange.removed().add(part);
        } else {
          rewrite(current, part, deletion, control, exchange);
        }
      }
      done = true;
      return exchange;
    } finally {
      if (!done) {
        structure.deleteFiles(exchange.added());
      }
    }
  }

  private void rewrite(
      SetRecord record,
      SealedPart part,
      Deletion deletion,
      TaskControl control,
      Exchange exchange) {
    SetSnapshot only = SetSnapshot.of(record.withParts(List.of(part)), List.of());
    structure
        .hot()
        .snapshot(
            connection ->
                control.run(
                    connection::cancel,
                    () -> {
                      ScanSql count =
                          structure.scanner().sql(only, request(record).where(deletion.filter()));
                      String countSql = count.count(null);
                      boolean holds =
                          connection
                                  .query(countSql, count.parameters(), row -> row.getLong(1))
                                  .get(0)
                              > 0;
                      if (!holds) {
                        return;
                      }
                      ScanSql rest =
                          structure
                              .scanner()
                              .sql(only, request(record).where(new Filter.Not(deletion.filter())));
                      String rows = rest.tableRows();
                      SealedPart written =
                          structure
                              .sealedFiles()
                              .write(
                                  connection,
                                  record,
                                  part.day(),
                                  new SealedFiles.Query(rows, rest.parameters()),
                                  part.sources());
                      if (written != null) {
                        exchange.added().add(written);
                      }
                      exchange.removed().add(part);
                    }));
  }

  private static ScanRequest request(SetRecord record) {
    ScanOrder order =
        record.set() instanceof io.ballast.eventstore.ModelVersion
            ? ScanOrder.EVENT_TIME
            : ScanOrder.RECEIVED;
    return ScanRequest.of(record.set(), List.of()).ordered(order);
  }
}
