/** What a model's performance is written as: JSON, text and HTML. */
@NullMarked
package io.ballast.report.performance;

import org.jspecify.annotations.NullMarked;
