package io.ballast.files;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A table as a table function of DuckDB, so that DuckDB writes it in any of its formats.
 *
 * <p>A table hands its batches out and DuckDB comes and asks for them: each does so on its own
 * thread, and they meet at every batch. The columns are called c0, c1 and so on; instants are
 * BIGINT.
 */
final class BatchFeed implements DuckDBTableFunction<Boolean, Boolean, Boolean> {

  /** What the scan hands over: a batch, its end, or what made it fail. */
  private record Handover(@Nullable Batch batch, @Nullable RuntimeException problem) {}

  private final Table table;
  private final List<Texts> texts = new ArrayList<>();
  private final SynchronousQueue<Handover> full = new SynchronousQueue<>();
  private final SynchronousQueue<Boolean> empty = new SynchronousQueue<>();
  private final Thread scan = new Thread(this::scan, "table to be written");
  private volatile @Nullable RuntimeException problem;

  BatchFeed(Table table) {
    this.table = table;
    table.schema().columns().forEach(column -> texts.add(new Texts()));
    scan.setDaemon(true);
  }

  /** What ended the scan before its end; null when nothing did. */
  @Nullable RuntimeException problem() {
    return problem;
  }

  /** Ends the scan, wherever it is, and waits until it has ended. */
  void stop() {
    scan.interrupt();
    boolean interrupted = false;
    while (scan.isAlive()) {
      try {
        scan.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void scan() {
    try {
      table.scan(table.schema().names(), this::hand);
      full.put(new Handover(null, null));
    } catch (InterruptedException e) {
      // DuckDB wants no more.
    } catch (RuntimeException e) {
      problem = e;
      try {
        full.put(new Handover(null, e));
      } catch (InterruptedException interrupted) {
        // Nobody waits for it.
      }
    }
  }

  private boolean hand(Batch batch) {
    try {
      full.put(new Handover(batch, null));
      return empty.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Boolean bind(DuckDBTableFunctionBindInfo info) {
    for (int index = 0; index < table.schema().columns().size(); index++) {
      info.addResultColumn("c" + index, type(table.schema().columns().get(index)));
    }
    return true;
  }

  private static DuckDBColumnType type(Column column) {
    return switch (column.type()) {
      case INTEGER, TIMESTAMP -> DuckDBColumnType.BIGINT;
      case FLOATING -> DuckDBColumnType.DOUBLE;
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case CATEGORY, TEXT, MISSING -> DuckDBColumnType.VARCHAR;
      case NUMBERS ->
          throw new IllegalArgumentException("column " + column.name() + " holds lists");
    };
  }

  @Override
  public Boolean init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    scan.start();
    return true;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws InterruptedException {
    Handover handover = full.take();
    if (handover.problem() != null) {
      throw handover.problem();
    }
    Batch batch = handover.batch();
    if (batch == null) {
      return 0;
    }
    for (int column = 0; column < batch.vectors().size(); column++) {
      copy(batch.vector(column), batch.rows(), chunk.vector(column), column);
    }
    empty.put(true);
    return batch.rows();
  }

  private void copy(Vector vector, int rows, DuckDBWritableVector target, int column) {
    if (vector instanceof DoubleVector doubles) {
      for (int row = 0; row < rows; row++) {
        target.setDouble(row, doubles.values()[row]);
      }
    } else if (vector instanceof LongVector longs) {
      boolean isBoolean = target.getType() == DuckDBColumnType.BOOLEAN;
      for (int row = 0; row < rows; row++) {
        if (isBoolean) {
          target.setBoolean(row, longs.values()[row] != 0);
        } else {
          target.setLong(row, longs.values()[row]);
        }
      }
    } else if (vector instanceof CodeVector codes) {
      byte[][] bytes = new byte[rows][];
      for (int row = 0; row < rows; row++) {
        int code = codes.codes()[row];
        bytes[row] = code == CodeVector.MISSING ? null : bytes(codes, code, column);
      }
      target.setStringUtf8Batch(0, bytes);
      return;
    } else if (vector instanceof NumbersVector) {
      throw new IllegalArgumentException("lists cannot be written");
    }
    for (int row = 0; row < rows; row++) {
      if (vector.isMissing(row)) {
        target.setNull(row);
      }
    }
  }

  private byte[] bytes(CodeVector codes, int code, int column) {
    if (code == CodeVector.OVERFLOW) {
      throw ProblemException.input(
          "column "
              + table.schema().columns().get(column).name()
              + " of "
              + table.name()
              + " has too many different texts",
          "a table that is written may have 1000000 in a column",
          "leave the column out");
    }
    return texts.get(column).of(codes.dictionary(), code);
  }

  /** The bytes of a dictionary's values, made once for each. */
  private static final class Texts {
    private final List<byte[]> bytes = new ArrayList<>();
    private @Nullable Dictionary dictionary;

    byte[] of(Dictionary current, int code) {
      if (current != dictionary) {
        dictionary = current;
        bytes.clear();
      }
      while (bytes.size() <= code) {
        bytes.add(current.value(bytes.size()).getBytes(StandardCharsets.UTF_8));
      }
      return bytes.get(code);
    }
  }
}
