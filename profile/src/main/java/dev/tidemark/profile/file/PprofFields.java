package dev.tidemark.profile.file;

/** The field numbers of {@code profile.proto}. */
final class PprofFields {
    static final int SAMPLE_TYPE = 1;
    static final int SAMPLE = 2;
    static final int LOCATION = 4;
    static final int FUNCTION = 5;
    static final int STRING_TABLE = 6;
    static final int TIME_NANOS = 9;
    static final int DURATION_NANOS = 10;
    static final int PERIOD_TYPE = 11;
    static final int PERIOD = 12;
    static final int COMMENT = 13;
    static final int DEFAULT_TYPE = 14;

    static final int TYPE_NAME = 1;
    static final int TYPE_UNIT = 2;

    static final int SAMPLE_LOCATIONS = 1;
    static final int SAMPLE_VALUES = 2;

    /** Of locations and functions alike. */
    static final int ID = 1;

    static final int LOCATION_LINE = 4;
    static final int LINE_FUNCTION = 1;
    static final int LINE_NUMBER = 2;
    static final int LINE_COLUMN = 3;

    static final int FUNCTION_NAME = 2;
    static final int FUNCTION_SYSTEM_NAME = 3;
    static final int FUNCTION_FILE = 4;
    static final int FUNCTION_START_LINE = 5;

    private PprofFields() {}
}
