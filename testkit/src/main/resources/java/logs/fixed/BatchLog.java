package com.example.batches;

import java.util.logging.Logger;

final class BatchLog {
    private static final Logger LOGGER = Logger.getLogger("com.example.batches");

    private BatchLog() {}

    static String run(String batch) {
        LOGGER.setUseParentHandlers(false);
        BatchHandler handler = new BatchHandler(batch);
        LOGGER.addHandler(handler);
        try {
            return batch;
        } finally {
            LOGGER.removeHandler(handler);
            handler.close();
        }
    }
}
