package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.Retention;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that the manifest knows of a set, at one moment.
 *
 * @param id the number of the set in tables and paths
 * @param set its name
 * @param schemas all versions of its schema
 * @param origin how it came to be
 * @param createdAt when
 * @param retention its own, null for the store's
 * @param parts its sealed files
 * @param binSets by their number, in the order in which they were added
 */
record SetRecord(
    long id,
    EventSet set,
    SortedMap<Integer, PhysicalSchema> schemas,
    String origin,
    Instant createdAt,
    @Nullable Retention retention,
    List<SealedPart> parts,
    SortedMap<Long, BinSet> binSets) {

  SetRecord {
    schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
    parts = List.copyOf(parts);
    binSets = Collections.unmodifiableSortedMap(new TreeMap<>(binSets));
  }

  PhysicalSchema schema() {
    return schema(schemas.lastKey());
  }

  PhysicalSchema schema(int version) {
    PhysicalSchema schema = schemas.get(version);
    if (schema == null) {
      throw new IllegalStateException(set.label() + " has no schema version " + version);
    }
    return schema;
  }

  SetRecord withSet(EventSet value) {
    return new SetRecord(id, value, schemas, origin, createdAt, retention, parts, binSets);
  }

  SetRecord withSchema(PhysicalSchema schema) {
    TreeMap<Integer, PhysicalSchema> all = new TreeMap<>(schemas);
    all.put(schema.version(), schema);
    return new SetRecord(id, set, all, origin, createdAt, retention, parts, binSets);
  }

  SetRecord withRetention(Retention value) {
    return new SetRecord(id, set, schemas, origin, createdAt, value, parts, binSets);
  }

  SetRecord withParts(List<SealedPart> value) {
    return new SetRecord(id, set, schemas, origin, createdAt, retention, value, binSets);
  }

  SetRecord withBinSets(Map<Long, BinSet> value) {
    return new SetRecord(
        id, set, schemas, origin, createdAt, retention, parts, new TreeMap<>(value));
  }
}
