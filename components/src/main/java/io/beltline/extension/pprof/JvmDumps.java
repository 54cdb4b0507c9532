package io.beltline.extension.pprof;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM's management beans tell. */
final class JvmDumps {
  private JvmDumps() {}

  /** Writes the stacks of all threads, virtual ones too, to a file that must not exist. */
  static void threads(Path file) throws IOException {
    beans().dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
  }

  /** Writes the live objects to a file that must not exist and whose name ends with .hprof. */
  static void heap(Path file) throws IOException {
    beans().dumpHeap(file.toAbsolutePath().toString(), true);
  }

  /** How many objects of each class live, and their size. */
  static String histogram() throws IOException {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return String.valueOf(text);
    } catch (JMException failed) {
      throw new IOException("the JVM gives no class histogram", failed);
    }
  }

  private static HotSpotDiagnosticMXBean beans() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
  }
}
