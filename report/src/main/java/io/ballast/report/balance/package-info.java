/** What balancing did to a table, as JSON, text and HTML. */
@NullMarked
package io.ballast.report.balance;

import org.jspecify.annotations.NullMarked;
