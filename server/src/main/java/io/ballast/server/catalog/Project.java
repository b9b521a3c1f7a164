package io.ballast.server.catalog;

import java.util.UUID;

/**
 * What models belong to.
 *
 * @param id of the project
 * @param name unique
 * @param createdAt microseconds since 1970
 * @param updatedAt microseconds since 1970
 */
public record Project(UUID id, String name, long createdAt, long updatedAt) {}
