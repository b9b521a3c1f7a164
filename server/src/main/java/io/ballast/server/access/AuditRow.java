package io.ballast.server.access;

import java.util.UUID;

/**
 * One change, for good.
 *
 * @param id of the row
 * @param at microseconds since 1970
 * @param principal who did it
 * @param action {@code create}, {@code update}, {@code delete}, {@code publish}
 * @param objectKind {@code project}, {@code model}, {@code baseline}, {@code events}, {@code token}
 * @param objectId its id
 * @param objectName its name then
 * @param detail JSON object, without payload data
 */
public record AuditRow(
    UUID id,
    long at,
    UUID principal,
    String action,
    String objectKind,
    String objectId,
    String objectName,
    String detail) {}
