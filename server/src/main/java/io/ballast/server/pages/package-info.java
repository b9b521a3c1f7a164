/**
 * Pages: log-in, shell, and what people look at. Each figure comes from the answer that REST gives;
 * what a page changes it asks of a route of REST. Last in the order of dependence.
 */
@NullMarked
package io.ballast.server.pages;

import org.jspecify.annotations.NullMarked;
