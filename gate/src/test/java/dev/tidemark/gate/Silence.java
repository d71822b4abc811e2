package dev.tidemark.gate;

/** Nobody hears how far a gate is. */
record Silence() implements GateProgress {
    @Override
    public void stage(String what) {}

    @Override
    public void operations(long done) {}
}
