package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import java.util.Set;

/**
 * Writes tables anew from which rows were erased, so that no table holds them as deleted rows.
 *
 * <p>Freed blocks of the hot file are used again for new rows; until then they may hold old bytes,
 * as with any database file.
 */
final class Scrubber {

  private final Structure structure;

  Scrubber(Structure structure) {
    this.structure = structure;
  }

  /** Writes the parts anew, and the tables of late values. */
  void scrub(SetRecord record, Set<Long> partIds) {
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  for (HotPart part : HotPart.list(connection, record.id())) {
                    if (partIds.contains(part.id())) {
                      renew(connection, part.table());
                    }
                  }
                  renew(connection, SetTables.updates(record.id()));
                  renew(connection, SetTables.early(record.id()));
                  return true;
                },
                done ->
                    structure
                        .context()
                        .state(record.id())
                        .reload(
                            structure.context().writer(), structure.manifest().current(record)));
    structure.checkpoint();
  }

  private static void renew(DuckDb connection, String table) {
    connection.execute("CREATE TABLE " + table + "_new AS SELECT * FROM " + table);
    connection.execute("DROP TABLE " + table);
    connection.execute("ALTER TABLE " + table + "_new RENAME TO " + table);
  }
}
