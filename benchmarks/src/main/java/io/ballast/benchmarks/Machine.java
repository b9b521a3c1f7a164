package io.ballast.benchmarks;

import java.lang.management.ManagementFactory;

/** The machine that figures belong to. */
final class Machine {
  private Machine() {}

  /** Processors, memory and JDK, in words. */
  static String describe() {
    return "%d processors, %d GiB, load %.1f, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            memoryBytes() >> 30,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.version().feature());
  }

  private static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
