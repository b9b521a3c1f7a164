package io.ballast.eventstore.embedded;

import io.ballast.eventstore.contract.DatasetContract;
import io.ballast.eventstore.contract.DeletionContract;
import io.ballast.eventstore.contract.FileIngestContract;
import io.ballast.eventstore.contract.IngestContract;
import io.ballast.eventstore.contract.LimitsContract;
import io.ballast.eventstore.contract.RetentionContract;
import io.ballast.eventstore.contract.RollUpContract;
import io.ballast.eventstore.contract.ScanContract;
import io.ballast.eventstore.contract.SealingContract;
import io.ballast.eventstore.contract.TransferContract;
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

  @Nested
  class RollUp extends RollUpContract {
    RollUp() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Sealing extends SealingContract {
    Sealing() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Retention extends RetentionContract {
    Retention() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Dataset extends DatasetContract {
    Dataset() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Transfer extends TransferContract {
    Transfer() {
      super(EmbeddedStores::open);
    }
  }

  @Nested
  class Limits extends LimitsContract {
    Limits() {
      super(EmbeddedStores::open);
    }
  }
}
