package io.ballast.eventstore.embedded;

import io.ballast.eventstore.Receipt;
import io.ballast.files.DuckDb;
import io.ballast.files.VectorReader;
import io.ballast.tables.LongVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches that were stored, so that one that is sent again has no effect. */
final class KnownBatches {

  private final IdFilter filter;

  private KnownBatches(IdFilter filter) {
    this.filter = filter;
  }

  static KnownBatches load(DuckDb writer) {
    IdFilter filter = new IdFilter();
    writer.scan(
        "SELECT batch_hash FROM batches",
        List.of(),
        List.of(VectorReader.longs()),
        batch -> {
          long[] hashes = ((LongVector) batch.vector(0)).values();
          for (int row = 0; row < batch.rows(); row++) {
            filter.add(hashes[row]);
          }
          return true;
        });
    return new KnownBatches(filter);
  }

  /** The receipt of a batch that was stored; null for a new one. */
  @Nullable Receipt find(DuckDb connection, long setId, long hash, String batchId) {
    if (!filter.mayContain(hash)) {
      return null;
    }
    List<Receipt> receipts =
        connection.query(
            "SELECT stored, unchanged, refused, last_sequence FROM batches"
                + " WHERE batch_hash = ? AND set_id = ? AND batch_id = ?",
            List.of(hash, setId, batchId),
            row ->
                new Receipt(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    List.of(),
                    row.getLong(4),
                    true));
    return receipts.isEmpty() ? null : receipts.get(0);
  }

  /** Forgets batches that were stored long ago, the newest aside, which holds the last number. */
  static void forgetOld(Writer writer, WriterContext context) {
    long before = context.batchesKnownSince();
    boolean unused =
        writer.transaction(
            connection -> {
              connection.execute(
                  "DELETE FROM batches WHERE received < make_timestamp(?)"
                      + " AND given_sequence < (SELECT max(given_sequence) FROM batches)",
                  before);
              return true;
            },
            done -> {});
  }

  /** Called after a batch was committed. */
  void add(long hash) {
    filter.add(hash);
  }
}
