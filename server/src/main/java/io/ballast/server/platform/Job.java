package io.ballast.server.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Long work that was promised: it survives a crash and ends.
 *
 * @param id of the job
 * @param kind which {@link JobHandler} does it
 * @param name as people see it
 * @param status where it is
 * @param progress 0 to 100
 * @param input what the handler needs
 * @param info what it is about, shown to clients
 * @param onceKey what may be asked for once only; null: as often as one likes
 * @param model that it is about; null without
 * @param parent that it is a part of; null without
 * @param principal who asked for it
 * @param errorMessage value, rule, remedy; null without
 * @param errorReason kind of error; null without
 * @param extras counts and warnings, shown to clients
 * @param createdAt microseconds since 1970
 */
public record Job(
    UUID id,
    String kind,
    String name,
    JobStatus status,
    double progress,
    ObjectNode input,
    ObjectNode info,
    @Nullable String onceKey,
    @Nullable UUID model,
    @Nullable UUID parent,
    UUID principal,
    @Nullable String errorMessage,
    @Nullable String errorReason,
    ObjectNode extras,
    long createdAt) {

  /** A new job that waits. */
  public static Job pending(
      UUID id, String kind, String name, ObjectNode input, UUID principal, long createdAt) {
    return new Job(
        id,
        kind,
        name,
        JobStatus.PENDING,
        0,
        input,
        Json.object(),
        null,
        null,
        null,
        principal,
        null,
        null,
        Json.object(),
        createdAt);
  }

  /** The same about a model, with what clients are shown. */
  public Job about(UUID newModel, ObjectNode newInfo) {
    return new Job(
        id,
        kind,
        name,
        status,
        progress,
        input,
        newInfo,
        onceKey,
        newModel,
        parent,
        principal,
        errorMessage,
        errorReason,
        extras,
        createdAt);
  }

  /** The same, asked for once only. */
  public Job once(String key) {
    return new Job(
        id,
        kind,
        name,
        status,
        progress,
        input,
        info,
        key,
        model,
        parent,
        principal,
        errorMessage,
        errorReason,
        extras,
        createdAt);
  }

  /** The same as far as it is now. */
  Job at(double newProgress) {
    return new Job(
        id,
        kind,
        name,
        status,
        newProgress,
        input,
        info,
        onceKey,
        model,
        parent,
        principal,
        errorMessage,
        errorReason,
        extras,
        createdAt);
  }
}
