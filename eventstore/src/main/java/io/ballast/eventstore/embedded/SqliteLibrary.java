package io.ballast.eventstore.embedded;

import io.ballast.files.NativeLibrary;
import java.net.URL;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once into the cache folder. The driver would unpack it anew at
 * each start and leave it behind when the process is killed.
 */
final class SqliteLibrary {

  /** Where the driver looks first: settings of the process, as it has no other ones. */
  private static final String PATH_PROPERTY = "org.sqlite.lib.path";

  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private SqliteLibrary() {}

  /** Unpacks the library if need be and tells the driver; before the first connection. */
  static void prepare() {
    URL packed =
        SQLiteJDBCLoader.class.getResource(
            LibraryLoaderUtil.getNativeLibResourcePath()
                + "/"
                + LibraryLoaderUtil.getNativeLibName());
    boolean chosen = System.getProperty(PATH_PROPERTY) != null;
    if (chosen || packed == null || !packed.getProtocol().equals("jar")) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    int dot = name.lastIndexOf('.');
    String versioned =
        name.substring(0, dot) + "-" + SQLiteJDBCLoader.getVersion() + name.substring(dot);
    String folder = String.valueOf(NativeLibrary.keep(packed, versioned).getParent());
    System.setProperty(NAME_PROPERTY, versioned);
    System.setProperty(PATH_PROPERTY, folder);
  }
}
