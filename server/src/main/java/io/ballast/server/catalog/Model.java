package io.ballast.server.catalog;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ModelVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of a model. The JSON parts are as the client sent them, so that they are read back
 * whole; {@link ModelShape} is what the server computes with.
 *
 * @param id of the version
 * @param project it belongs to
 * @param name shared by its versions
 * @param version unique for the name
 * @param inputType {@code structured}, {@code text}, {@code mixed}
 * @param task what it does
 * @param taskParams threshold, classes, weights
 * @param schema its columns
 * @param spec what the columns are to it
 * @param xaiParams explanations
 * @param description null without
 * @param binsRevision counts the changes of its bins, from 1
 * @param time where an event's id and time are
 * @param changes who made and changed it
 */
public record Model(
    UUID id,
    Project project,
    String name,
    String version,
    String inputType,
    Task task,
    ObjectNode taskParams,
    ObjectNode schema,
    ObjectNode spec,
    ObjectNode xaiParams,
    @Nullable String description,
    int binsRevision,
    EventColumns time,
    Changes changes) {

  /**
   * Where an event's id and time are.
   *
   * @param id column of the id; null: the server makes one
   * @param time column of the time; null: the time of receipt
   * @param format of text times in the letters of strptime; null: ISO 8601 or a number
   */
  public record EventColumns(@Nullable String id, @Nullable String time, @Nullable String format) {}

  /**
   * Who made and changed an object.
   *
   * @param createdAt microseconds since 1970
   * @param updatedAt microseconds since 1970
   */
  public record Changes(long createdAt, long updatedAt, UUID createdBy, UUID updatedBy) {}

  /** The same with bins of another revision. */
  Model withBinsRevision(int value) {
    return new Model(
        id,
        project,
        name,
        version,
        inputType,
        task,
        taskParams,
        schema,
        spec,
        xaiParams,
        description,
        value,
        time,
        changes);
  }

  /** Its events in the event store. */
  public ModelVersion events() {
    return new ModelVersion(id.toString());
  }

  /** The name of the bin sets of its schema. */
  public String schemaBinsName() {
    return binsRevision == 1 ? "schema" : "schema-" + binsRevision;
  }

  /** The bins of its schema, for columns that have some. */
  public List<BinSet> schemaBins() {
    return shape().schemaBins(schemaBinsName());
  }

  /** What the server computes with. */
  public ModelShape shape() {
    return ModelShape.of(this);
  }
}
