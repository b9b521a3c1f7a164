/**
 * Charts as server-side SVG, from plain data: coordinates in percent, text in px, colour by the
 * style sheet. Reports and pages draw with the same ones.
 */
@NullMarked
package io.ballast.report.chart;

import org.jspecify.annotations.NullMarked;
