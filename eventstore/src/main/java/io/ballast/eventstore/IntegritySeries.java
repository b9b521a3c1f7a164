package io.ballast.eventstore;

/**
 * Rows that break the schema, per hour; hours without one are left out. Arrays belong to this
 * record and are not to be changed.
 *
 * <p>In a column each row breaks one rule at most: a value of a wrong type is not counted as
 * missing. For all columns together a row counts once for each kind. A missing target is counted
 * for its column, but not for all columns: labels come late.
 *
 * @param hours since 1970-01-01T00:00:00Z, rising
 * @param missing rows without a value
 * @param outOfRange numbers outside the limits, unexpected categories, vectors of another length
 * @param wrongType values that do not fit the column's type
 * @param any rows that break at least one rule
 */
public record IntegritySeries(
    int[] hours, long[] missing, long[] outOfRange, long[] wrongType, long[] any) {}
