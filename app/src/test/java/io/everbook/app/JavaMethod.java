package io.everbook.app;

/** A method or constructor as the scan of a source finds it; its lines count from its name to its closing brace. */
record JavaMethod(String name, int lineNumber, int lineCount, int parameterCount) {

    JavaMethod endingAt(int lastLineNumber) {
        return new JavaMethod(name, lineNumber, lastLineNumber - lineNumber + 1, parameterCount);
    }
}
