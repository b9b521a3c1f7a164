package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.OTHER;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.micros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A file goes in as a whole or not at all, by the same rules as batches. */
public abstract class FileIngestContract extends StoreContract {

  protected FileIngestContract(StoreFactory factory) {
    super(factory);
  }

  private Path csv(String text) {
    return write("events.csv", text);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(files.resolve(name), text, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A Parquet file with the rows of a query. */
  private Path parquet(String name, String query) {
    Path file = files.resolve(name);
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute("SET TimeZone = 'UTC'");
      database.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  private static FileBatch file(
      String batchId, Path file, FileLayout layout, OnRowProblem onProblem) {
    return new FileBatch(CHURN, batchId, "upload", file, layout, onProblem);
  }

  private Receipt ingest(String batchId, Path path, OnRowProblem onProblem) {
    FileLayout layout =
        path.toString().endsWith(".parquet")
            ? FileLayout.parquet("id", "at")
            : FileLayout.csv("id", "at");
    return store.ingestFile(file(batchId, path, layout, onProblem), new TaskControl());
  }

  /** As many events as {@link Examples#events}, in a Parquet file. */
  private Path eventsFile(String name, int first, int count) {
    return parquet(
        name,
        ("SELECT 'e' || n AS id, make_timestamp(%d + n * 60000000) AS \"at\", 0.5 * (n %% 100) AS"
                + " amount, 18 + n %% 60 AS age, ['basic', 'plus', 'gold'][n %% 3 + 1] AS plan, (n %%"
                + " 10) / 10.0 AS score, 1 + (n %% 4) / 4.0 AS w FROM range(%d, %d) t(n)")
            .formatted(micros(0), first, first + count));
  }

  @Test
  void parquet_equalsTheSameEventsAsABatch() {
    store.ingest(events("b1", 1, 50));
    Receipt receipt = ingest("f1", eventsFile("a.parquet", 1, 100), OnRowProblem.REFUSE_FILE);
    assertThat(receipt).isEqualTo(new Receipt(50, 50, 0, List.of(), receipt.lastSequence(), false));
    assertThat(count()).isEqualTo(100);
    assertThat(store.ingest(events("b2", 51, 50)).unchanged()).isEqualTo(50);
    Map<String, @Nullable Object> last = everything().get(99);
    assertThat(last)
        .containsEntry("event_id", "e100")
        .containsEntry("event_time", micros(6000))
        .containsEntry("batch_id", "f1")
        .containsEntry("source", "upload")
        .containsEntry("received_sequence", receipt.lastSequence())
        .containsEntry("age", 58L)
        .containsEntry("plan", "plus")
        .containsEntry("extra", null)
        .containsEntry("misfits", null);
  }

  @Test
  void csv_allTypes_areReadAsTheyCame() {
    Path file =
        csv(
            """
            id,at,amount,age,plan,member,since,vector,score,churn,offer,note,w,kind,ms,ended
            e1,2026-11-24 12:00:01.5,12.5,44,plus,true,2020-02-29T01:02:03.000004Z,"[0.1, -2, 3e-300]",0.75,yes,none,"called ""twice"",
            again",2,shadow,1500,timeout
            e2,2026-11-24T12:00:02+01:00,,,,,,,,,,,,,,
            """);
    FileLayout layout =
        new FileLayout(
            FileLayout.Format.CSV, "id", "at", null, new FileLayout.Fixed("kind", "ms", "ended"));
    Receipt receipt =
        store.ingestFile(file("f1", file, layout, OnRowProblem.REFUSE_FILE), new TaskControl());
    assertThat(receipt.problems()).isEmpty();
    List<Map<String, @Nullable Object>> rows = everything();
    assertThat(rows.get(0))
        .containsEntry("event_time", micros(1) + 500_000)
        .containsEntry("variant", "shadow")
        .containsEntry("latency_micros", 1500L)
        .containsEntry("status", "timeout")
        .containsEntry("extra", null)
        .containsEntry("misfits", null)
        .containsEntry("amount", 12.5)
        .containsEntry("age", 44L)
        .containsEntry("plan", "plus")
        .containsEntry("member", 1L)
        .containsEntry("since", TimeWindow.micros(Instant.parse("2020-02-29T01:02:03.000004Z")))
        .containsEntry("vector", List.of(0.1, -2.0, 3e-300))
        .containsEntry("score", 0.75)
        .containsEntry("churn", "yes")
        .containsEntry("note", "called \"twice\",\nagain")
        .containsEntry("w", 2.0);
    assertThat(rows.get(1)).containsEntry("event_time", micros(2 - 3600));
    SCHEMA.columns().forEach(column -> assertThat(rows.get(1).get(column.name())).isNull());
  }

  /** Texts as senders write them, for each type. */
  private static final List<String> TEXTS =
      List.of(
          "1",
          "-1",
          "+1",
          "0",
          "007",
          "1.0",
          "1.5",
          ".5",
          "5.",
          "1e3",
          "1E-3",
          "1e400",
          "1e300",
          "-9.3e21",
          "9.1e21",
          "-0.0",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999",
          "1e18",
          "12345678901",
          "1732449600",
          "1732449600000",
          "1732449600000000",
          "1732449600000000000",
          "1732449600.25",
          "-86400",
          "inf",
          "-inf",
          "Infinity",
          "+INF",
          "nan",
          "NaN",
          "NAN",
          "None",
          "NaT",
          "<NA>",
          "null",
          "NULL",
          "Null",
          "n/a",
          "-",
          "true",
          "True",
          "TRUE",
          "false",
          "yes",
          "2024-11-24",
          "2024-11-24 12:00",
          "2024-11-24T12:00:00",
          "2024-11-24 12:00:00.123456789",
          "2024-11-24T12:00:00Z",
          "2024-11-24T12:00:00+02:00",
          "2024-11-24T12:00:00-0330",
          "2024-11-24T12:00:00+02",
          "2024-02-30",
          "2024-11-24 24:00:00",
          "2024-11-24 23:59:60",
          "2024-11-24T12:00:00+0200",
          "2024-11-24T12:00Z",
          "2024-11-24Z",
          "2024-11-24 12",
          "-2024-11-24",
          "12024-11-24",
          "-1732449600000000001",
          "2024-11-24T12:00:00.123456999",
          "2024-11-24 12:00:00 UTC",
          "TRUE ",
          "1e-400",
          "+.5e+3",
          "[ 1 , 2 ]",
          "[1,,2]",
          "[[1]]",
          "[1e400]",
          "[1, None]",
          "[+INF, -.5E-2]",
          "[ ]",
          "[",
          "1, 2",
          "[1] x",
          "[1;2]",
          "[True]",
          "[inf, -1]",
          "\u00a01",
          "\u0661",
          "24.11.2024",
          "12:00",
          "0001-01-01",
          "9999-12-31",
          "1900-01-01T00:00:00Z",
          "3000-01-01",
          "[]",
          "[1]",
          "[1, 2.5, -3e2]",
          "[1,2]",
          "[1, nan]",
          "[1, null]",
          "[a]",
          "1,5",
          "1_000",
          "0x1F",
          "1f",
          "1d",
          "-999",
          "?",
          "one",
          " 1 ",
          " true ",
          "1 2");

  @Test
  void csvParquetAndBatch_readTextsAlike() {
    List<EventColumn> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.MISSING) {
        columns.add(
            EventColumn.of("c_" + type, type, ColumnRole.INPUT)
                .withMissingWords(java.util.Set.of("?", "-999")));
      }
    }
    EventSchema schema = EventSchema.of(columns);
    EventRowsBuilder builder = new EventRowsBuilder(schema);
    StringBuilder text = new StringBuilder("id,at");
    columns.forEach(column -> text.append(',').append(column.name()));
    List<String> selects = new ArrayList<>();
    for (int row = 0; row < TEXTS.size(); row++) {
      builder.row("e" + row, micros(row));
      text.append("\ne").append(row).append(',').append(micros(row));
      for (EventColumn column : columns) {
        builder.set(column.name(), TEXTS.get(row));
        text.append(",\"").append(TEXTS.get(row)).append('"');
      }
      selects.add("('e" + row + "', " + micros(row) + ", '" + TEXTS.get(row) + "')");
    }
    StringBuilder query = new StringBuilder("SELECT id, \"at\"");
    columns.forEach(column -> query.append(", v AS \"").append(column.name()).append('"'));
    query.append(" FROM (VALUES ").append(String.join(", ", selects)).append(") t(id, \"at\", v)");

    List<List<String>> read = new ArrayList<>();
    for (String way : List.of("batch", "csv", "parquet")) {
      ModelVersion2 model = new ModelVersion2(way);
      store.register(model.version(), schema);
      if (way.equals("batch")) {
        store.ingest(
            new io.ballast.eventstore.EventBatch(model.version(), "b", "test", builder.build()));
      } else {
        boolean csv = way.equals("csv");
        Path file =
            csv ? csv(text.append('\n').toString()) : parquet("texts.parquet", query.toString());
        FileLayout layout = csv ? FileLayout.csv("id", "at") : FileLayout.parquet("id", "at");
        Receipt receipt =
            store.ingestFile(
                new FileBatch(model.version(), "b", "test", file, layout, OnRowProblem.REFUSE_FILE),
                new TaskControl());
        assertThat(receipt.problems()).isEmpty();
      }
      List<String> rows = new ArrayList<>();
      for (Map<String, @Nullable Object> row : everything(model.version())) {
        StringBuilder line =
            new StringBuilder(TEXTS.get(rows.size())).append(" -> ").append(row.get("misfits"));
        columns.forEach(column -> line.append(' ').append(row.get(column.name())));
        rows.add(line.toString());
      }
      read.add(rows);
    }
    List<String> different = new ArrayList<>();
    for (int row = 0; row < TEXTS.size(); row++) {
      for (int way = 1; way < read.size(); way++) {
        if (!read.get(way).get(row).equals(read.get(0).get(row))) {
          different.add("batch " + read.get(0).get(row) + " file " + read.get(way).get(row));
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private record ModelVersion2(String way) {
    io.ballast.eventstore.ModelVersion version() {
      return new io.ballast.eventstore.ModelVersion(way);
    }
  }

  @Test
  void parquet_typesOfItsOwn_areReadOrKeptAsMisfits() {
    Path file =
        parquet(
            "types.parquet",
            "SELECT 'e1' AS id, TIMESTAMPTZ '2026-11-24 12:00:00+02' AS \"at\", 12::DECIMAL(10,2)"
                + " AS amount, 44::UTINYINT AS age, 'plus'::ENUM('basic', 'plus') AS plan,"
                + " 1::TINYINT AS member, DATE '2020-02-29' AS since, [1::FLOAT, 2, 3] AS vector,"
                + " 0.5::FLOAT AS score, true AS churn, 7 AS offer, {'a': 1} AS note, 'x'::BLOB AS"
                + " w, {'deep': [1, 2]} AS tree, TIME '01:02:03' AS clock, 'ab'::BLOB AS bytes,"
                + " NULL::INTEGER AS nothing, 1.5::DOUBLE AS number, DATE '2020-01-01' AS day");
    Receipt receipt = ingest("f1", file, OnRowProblem.REFUSE_FILE);
    assertThat(receipt.problems()).isEmpty();
    Map<String, @Nullable Object> row = everything().get(0);
    assertThat(row)
        .containsEntry("event_time", micros(-7200))
        .containsEntry("amount", 12.0)
        .containsEntry("age", 44L)
        .containsEntry("plan", "plus")
        .containsEntry("member", 1L)
        .containsEntry("since", TimeWindow.micros(Instant.parse("2020-02-29T00:00:00Z")))
        .containsEntry("vector", List.of(1.0, 2.0, 3.0))
        .containsEntry("score", 0.5)
        .containsEntry("churn", "true")
        .containsEntry("offer", "7")
        .containsEntry("note", null)
        .containsEntry("w", null)
        .containsEntry("misfits", "{\"note\":\"{'a': 1}\",\"w\":\"x\"}")
        .containsEntry(
            "extra",
            "{\"tree\":{\"deep\":[1,2]},\"clock\":\"01:02:03\",\"bytes\":\"ab\",\"number\":1.5,"
                + "\"day\":\"2020-01-01\"}");
  }

  @Test
  void badRows_refuseTheFileOrAreSkipped() {
    String text =
        """
        id,at,age
        e1,2026-11-24 12:00,30
        ,2026-11-24 12:01,31
        e3,never,32
        e4,2026-11-24 12:03
        e5,2026-11-26 12:04,34
        e1,2026-11-24 12:00,30
        e1,2026-11-24 12:00,99
        e8,2026-11-24 12:07,"old"
        e9,2026-11-24 12:08,1,2
        e10,2026-11-24 12:09,39
        """;
    List<RowProblem> expected =
        List.of(
            new RowProblem(
                1,
                "",
                ProblemCode.NO_EVENT_ID,
                "row 1 has no event id, one of 1 to 1000 characters is needed, give it one or leave"
                    + " the id column out to have ids made"),
            new RowProblem(
                2,
                "e3",
                ProblemCode.NO_EVENT_TIME,
                "row 2 has no event time that can be read, numbers since 1970 and ISO 8601 are,"
                    + " mend it or name its format"),
            new RowProblem(
                3,
                "",
                ProblemCode.UNREADABLE_LINE,
                "row 3 cannot be read (Expected Number of Columns: 3 Found: 2), each row has one"
                    + " field for each column of the header, mend it or leave it out"),
            new RowProblem(
                4,
                "e5",
                ProblemCode.FUTURE_TIME,
                "event time 2026-11-26T12:04:00Z lies after 2026-11-25T12:00:00Z, times may be a"
                    + " little ahead of the clock only, check the sender's clock and the unit of"
                    + " its times"),
            new RowProblem(
                6,
                "e1",
                ProblemCode.CONFLICTING_EVENT,
                "event id e1 is there already with other values, an event id is unique per model"
                    + " version, give the event another id or send late values as an update"),
            new RowProblem(
                8,
                "",
                ProblemCode.UNREADABLE_LINE,
                "row 8 cannot be read (Expected Number of Columns: 3 Found: 4), each row has one"
                    + " field for each column of the header, mend it or leave it out"));
    Receipt refused = ingest("f1", csv(text), OnRowProblem.REFUSE_FILE);
    assertThat(refused.problems()).isEqualTo(expected);
    assertThat(refused.stored()).isZero();
    assertThat(refused.repeated()).isFalse();
    assertThat(count()).isZero();
    assertThat(store.refusals(CHURN)).isEmpty();
    Receipt skipped = ingest("f1", csv(text), OnRowProblem.SKIP_ROW);
    assertThat(skipped).isEqualTo(new Receipt(3, 1, 6, expected, skipped.lastSequence(), false));
    assertThat(ids()).containsExactly("e1", "e8", "e10");
    assertThat(store.refusals(CHURN))
        .isEqualTo(
            Map.of(
                ProblemCode.NO_EVENT_ID, 1L,
                ProblemCode.NO_EVENT_TIME, 1L,
                ProblemCode.UNREADABLE_LINE, 2L,
                ProblemCode.FUTURE_TIME, 1L,
                ProblemCode.CONFLICTING_EVENT, 1L));
    assertThat(everything().get(1)).containsEntry("misfits", "{\"age\":\"old\"}");
  }

  @Test
  void knownEvents_areUnchangedOrConflicts() {
    store.ingest(batch("b1", rows -> rows.row("e1", micros(0)).set("age", 30).set("churn", "no")));
    store.update(label("u1", "e1", "yes"));
    String text =
        """
        id,at,age,churn
        e1,2026-11-24 12:00,30,yes
        e2,2026-11-24 12:01,31,no
        """;
    Receipt receipt = ingest("f1", csv(text), OnRowProblem.REFUSE_FILE);
    assertThat(receipt).isEqualTo(new Receipt(1, 1, 0, List.of(), receipt.lastSequence(), false));
    Receipt conflict = ingest("f2", csv(text.replace("30,yes", "30,no")), OnRowProblem.REFUSE_FILE);
    assertThat(conflict.refused()).isOne();
    assertThat(conflict.problems().get(0).row()).isZero();
    assertThat(conflict.stored()).isZero();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void knownBatchId_hasNoEffect() {
    Receipt first = ingest("f1", eventsFile("a.parquet", 1, 10), OnRowProblem.REFUSE_FILE);
    Receipt expected = new Receipt(10, 0, 0, List.of(), first.lastSequence(), true);
    assertThat(ingest("f1", eventsFile("b.parquet", 11, 10), OnRowProblem.REFUSE_FILE))
        .isEqualTo(expected);
    assertThat(store.ingest(events("f1", 11, 10))).isEqualTo(expected);
    reopen();
    assertThat(ingest("f1", eventsFile("b.parquet", 11, 10), OnRowProblem.REFUSE_FILE))
        .isEqualTo(expected);
    assertThat(count()).isEqualTo(10);
  }

  @Test
  void waitingLabels_meetTheEventsOfTheFile() {
    store.update(label("u1", "e5", "yes"));
    store.update(label("u2", "e500", "yes"));
    ingest("f1", eventsFile("a.parquet", 1, 10), OnRowProblem.REFUSE_FILE);
    assertThat(byId("churn")).containsEntry("e5", "yes").containsEntry("e6", null).hasSize(10);
    assertThat(store.status(CHURN).earlyUpdates()).isOne();
    store.update(label("u3", "e6", "no"));
    assertThat(byId("churn")).containsEntry("e6", "no");
  }

  @Test
  void withoutIdAndTimeColumns_theyAreMade() {
    Path file = csv("age\n30\n31\n");
    Receipt receipt =
        store.ingestFile(
            file("f1", file, FileLayout.csv(null, null), OnRowProblem.REFUSE_FILE),
            new TaskControl());
    assertThat(receipt.stored()).isEqualTo(2);
    assertThat(ids()).containsExactly("f1-0", "f1-1");
    assertThat(values("age")).containsExactly(30L, 31L);
    assertThat(everything().get(0)).containsEntry("event_time", micros(0));
  }

  @Test
  void fieldsThatTheSchemaLacks_areKeptAsExtra() {
    ingest(
        "f1",
        csv("id,at,age,city,\"a \"\"b\"\" c\"\ne1,1795521600,30,Bern,x\ne2,1795521601,31,,\n"),
        OnRowProblem.REFUSE_FILE);
    assertThat(values("age")).containsExactly(30L, 31L);
    assertThat(everything().get(0))
        .containsEntry("extra", "{\"city\":\"Bern\",\"a \\\"b\\\" c\":\"x\"}");
    assertThat(everything().get(1)).containsEntry("extra", null);
  }

  @Test
  void eventTimes_inEachUnitAndForm_areRead() {
    Path file =
        csv(
            """
            id,at
            s,1795521600
            ms,1795521600000
            us,1795521600000000
            ns,1795521600000000000
            fraction,1795521600.5
            iso,2026-11-24T12:00:00Z
            zone,2026-11-24T14:00:00+02:00
            blank,2026-11-24 12:00:00.000001
            day,2026-11-24
            first,0001-01-01
            inf,inf
            nan,nan
            huge,1e300
            before,-1e20
            """);
    Receipt receipt = ingest("f1", file, OnRowProblem.SKIP_ROW);
    Map<String, @Nullable Object> times = new java.util.TreeMap<>();
    everything().forEach(row -> times.put((String) row.get("event_id"), row.get("event_time")));
    long noon = micros(0);
    assertThat(times)
        .isEqualTo(
            Map.of(
                "s", noon,
                "ms", noon,
                "us", noon,
                "ns", noon,
                "fraction", noon + 500_000,
                "iso", noon,
                "zone", noon,
                "blank", noon + 1,
                "day", noon - 12L * 3600 * 1_000_000,
                "first", TimeWindow.micros(Instant.parse("0001-01-01T00:00:00Z"))));
    assertThat(receipt.problems())
        .extracting(RowProblem::eventId)
        .containsExactly("inf", "nan", "huge", "before");
    assertThat(receipt.problems())
        .extracting(RowProblem::code)
        .containsOnly(ProblemCode.NO_EVENT_TIME);
  }

  @Test
  void eventTimes_ofNumbersThatAreNone_areRefused() {
    Path file =
        parquet(
            "times.parquet",
            "SELECT * FROM (VALUES ('inf', 'inf'::DOUBLE), ('nan', 'nan'::DOUBLE), ('huge', 1e300),"
                + " ('null', NULL), ('good', 1795521600.0)) t(id, \"at\")");
    Receipt receipt = ingest("f1", file, OnRowProblem.SKIP_ROW);
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.refused()).isEqualTo(4);
    assertThat(ids()).containsExactly("good");
  }

  @Test
  void eventTimes_ofANamedFormat_areRead() {
    Path file = csv("id,at\ne1,24.11.2026 12:00:01\ne2,2026-11-24\n");
    FileLayout layout =
        new FileLayout(
            FileLayout.Format.CSV, "id", "at", "%d.%m.%Y %H:%M:%S", FileLayout.Fixed.NONE);
    Receipt receipt =
        store.ingestFile(file("f1", file, layout, OnRowProblem.SKIP_ROW), new TaskControl());
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.problems())
        .extracting(RowProblem::code)
        .containsExactly(ProblemCode.NO_EVENT_TIME);
    assertThat(everything().get(0)).containsEntry("event_time", micros(1));
  }

  @Test
  void namesThatDifferInCase_areToldApart() {
    EventSchema schema =
        EventSchema.of(
            List.of(
                EventColumn.of("A", ColumnType.INTEGER, ColumnRole.INPUT),
                EventColumn.of("a", ColumnType.INTEGER, ColumnRole.INPUT),
                EventColumn.of("source", ColumnType.CATEGORY, ColumnRole.INPUT),
                EventColumn.of("file_row_number", ColumnType.INTEGER, ColumnRole.INPUT)));
    store.register(OTHER, schema);
    Path file = csv("id,at,a,A,source,file_row_number,B,b\ne1,1795521600,1,2,mine,7,3,4\n");
    store.ingestFile(
        new FileBatch(
            OTHER, "f1", "upload", file, FileLayout.csv("id", "at"), OnRowProblem.REFUSE_FILE),
        new TaskControl());
    List<Object> columns =
        Rows.read(
                store,
                io.ballast.eventstore.ScanRequest.of(
                    OTHER,
                    schema.columns().stream()
                        .map(column -> io.ballast.eventstore.ColumnRef.of(column.name()))
                        .toList()))
            .stream()
            .<Object>flatMap(row -> row.values().stream())
            .toList();
    assertThat(columns).containsExactly(2L, 1L, "mine", 7L);
    assertThat(everything(OTHER).get(0)).containsEntry("extra", "{\"B\":\"3\",\"b\":\"4\"}");
  }

  @Test
  void csv_compressed_isRead() throws IOException {
    Path file = files.resolve("events.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("id,at,age\ne1,1795521600,30\n".getBytes(UTF_8));
    }
    assertThat(ingest("f1", file, OnRowProblem.REFUSE_FILE).stored()).isOne();
  }

  @Test
  void csv_headerOnly_isABatchWithoutRows() {
    Receipt receipt = ingest("f1", csv("id,at,age\n"), OnRowProblem.REFUSE_FILE);
    assertThat(receipt).isEqualTo(new Receipt(0, 0, 0, List.of(), -1, false));
    assertThat(ingest("f1", csv("id,at,age\n"), OnRowProblem.REFUSE_FILE).repeated()).isTrue();
  }

  @Test
  void csv_semicolonsAndCarriageReturns_areRead() {
    ingest(
        "f1",
        csv("id;at;age\r\ne1;1795521600;30\r\ne2;1795521601;31\r\n"),
        OnRowProblem.REFUSE_FILE);
    assertThat(values("age")).containsExactly(30L, 31L);
  }

  @Test
  void files_thatCannotBeRead_storeNothing() throws IOException {
    Path missing = files.resolve("missing.csv");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ingest("f1", missing, OnRowProblem.SKIP_ROW))
        .withMessage(
            missing
                + " is not there or cannot be read, events are read from a file of this machine,"
                + " check the path and its permissions");
    Path whole = eventsFile("whole.parquet", 1, 1000);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = files.resolve("cut.parquet");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ingest("f1", cut, OnRowProblem.SKIP_ROW))
        .withMessageMatching(
            "cut.parquet cannot be read \\(.*\\), it was announced as PARQUET, check that it is"
                + " whole and of that format");
    Path text = write("text.parquet", "id,at\n");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ingest("f1", text, OnRowProblem.SKIP_ROW))
        .withMessageStartingWith("text.parquet cannot be read (");
    Path holes = files.resolve("holes.parquet");
    java.util.Arrays.fill(bytes, 100, bytes.length / 2, (byte) 0);
    Files.write(holes, bytes);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ingest("f1", holes, OnRowProblem.SKIP_ROW))
        .withMessageMatching(
            "holes.parquet cannot be read \\(.*\\), it was announced as PARQUET, check that it is"
                + " whole and of that format");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ingest("f1", csv("id,when\ne1,1\n"), OnRowProblem.SKIP_ROW))
        .withMessage("events.csv has no column at, its columns are [id, when], name one of them");
    assertThat(count()).isZero();
    assertThat(ingest("f1", whole, OnRowProblem.SKIP_ROW).stored()).isEqualTo(1000);
  }

  @Test
  void cancelled_storesNothingAndMaySendAgain() {
    TaskControl control = new TaskControl();
    control.cancel();
    Path file = eventsFile("a.parquet", 1, 1000);
    FileBatch batch = file("f1", file, FileLayout.parquet("id", "at"), OnRowProblem.REFUSE_FILE);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.ingestFile(batch, control));
    assertThat(count()).isZero();
    TaskControl running = new TaskControl();
    assertThat(store.ingestFile(batch, running).stored()).isEqualTo(1000);
    assertThat(running.progress()).isPositive();
  }

  @Test
  void readersBeside_seeAllOfAFileOrNothing() throws InterruptedException {
    Path file = eventsFile("a.parquet", 1, 1400);
    AtomicBoolean done = new AtomicBoolean();
    List<Long> seen = new ArrayList<>();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                seen.add(count());
              }
              seen.add(count());
            });
    reader.start();
    ingest("f1", file, OnRowProblem.REFUSE_FILE);
    done.set(true);
    reader.join();
    assertThat(seen).isSubsetOf(0L, 1400L).endsWith(1400L);
  }
}
