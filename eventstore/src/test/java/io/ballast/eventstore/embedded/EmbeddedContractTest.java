package io.ballast.eventstore.embedded;

import io.ballast.eventstore.contract.DeletionContract;
import io.ballast.eventstore.contract.FileIngestContract;
import io.ballast.eventstore.contract.IngestContract;
import io.ballast.eventstore.contract.ScanContract;
import io.ballast.eventstore.contract.UpdateContract;
import org.junit.jupiter.api.Nested;

/** The embedded engine passes the contracts. */
class EmbeddedContractTest {

  @Nested
  class Ingest extends IngestContract {
    Ingest() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class FileIngest extends FileIngestContract {
    FileIngest() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Update extends UpdateContract {
    Update() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Deletion extends DeletionContract {
    Deletion() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Scan extends ScanContract {
    Scan() {
      super(EmbeddedStores::open);
    }
  }
}
