package io.github.goproxy4j.git;

/**
 * What one line of attributes says about one of them.
 *
 * @param attribute its name
 * @param state set, unset, and so on
 * @param value the text behind the equals sign, empty in the other states
 */
record Assignment(String attribute, State state, String value) {
    /** The states of an attribute. */
    enum State {
        /** {@code name} */
        SET,
        /** {@code -name} */
        UNSET,
        /** {@code !name}: as if no line had mentioned it. */
        UNSPECIFIED,
        /** {@code name=value} */
        VALUE
    }

    static Assignment unset(String attribute) {
        return new Assignment(attribute, State.UNSET, "");
    }

    boolean hasValue(String wanted) {
        return state == State.VALUE && value.equals(wanted);
    }
}
