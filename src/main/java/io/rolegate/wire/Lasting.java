package io.rolegate.wire;

/** How long a state has lasted without progress, as seen at ticks: what has it costs nothing in between. */
final class Lasting {
    private int since = Deadlines.NONE;
    private long progress;

    /**
     * Looks once more.
     *
     * @param lasts whether the state is there
     * @param progress a number that changes where the state is a new one
     * @return for how many ticks it has been the same one, 0 where it isn't there
     */
    int ticks(boolean lasts, long progress, int now) {
        if (!lasts) {
            since = Deadlines.NONE;
            return 0;
        }
        if (since == Deadlines.NONE || progress != this.progress) {
            since = now;
            this.progress = progress;
        }
        return now - since;
    }
}
