/** What is monitored: projects, models and their versions, environments, baselines. */
@NullMarked
package io.ballast.server.catalog;

import org.jspecify.annotations.NullMarked;
