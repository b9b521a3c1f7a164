package io.ballast.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an HTML report says about itself.
 *
 * @param version of Ballast
 * @param created when the report was made, shown in UTC
 * @param note a remark beside the title ({@code generated data}); null for none
 */
public record HtmlOptions(String version, Instant created, @Nullable String note) {}
