package io.everbook.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds types and methods by counting braces, in code whose comments and literals are blank. */
final class JavaMethodScan {

    private static final Pattern ANNOTATION =
            Pattern.compile("@(?!interface\\b)[\\w.]+(?:\\s*\\([^()]*(?:\\([^()]*\\)[^()]*)*\\))?");
    private static final Pattern TYPE =
            Pattern.compile("^\\s*(?:[\\w-]+\\s+)*?@?(?:class|interface|enum|record)\\s+(?<name>\\w+)\\s*"
                    + "(?:[<({]|$|extends|implements|permits)");
    private static final Pattern ENUM_CONSTANT =
            Pattern.compile("(?s)(?:^|,)\\s*(?!static\\b)\\w+\\s*(?:\\(.*\\))?\\s*$");
    private static final Pattern CONTROL =
            Pattern.compile("^\\s*(?:if|for|while|switch|try|catch|synchronized|else|do|finally)\\b");
    private static final Pattern ANONYMOUS = Pattern.compile("\\bnew\\b[^;=]*\\)\\s*$");
    private static final Pattern SIGNATURE =
            Pattern.compile("(?<name>\\w+)\\s*\\((?<parameters>[^()]*)\\)\\s*(?:throws\\s[\\w\\s.,]+)?$");
    private static final Pattern COMPACT_CONSTRUCTOR =
            Pattern.compile("^\\s*(?:public\\s+|protected\\s+|private\\s+)?(?<name>\\w+)\\s*$");

    private final String code;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final List<JavaMethod> methods = new ArrayList<>();
    private int topLevelTypes;
    private int headerStart;
    private int openParentheses;

    private JavaMethodScan(String code) {
        this.code = code;
    }

    /** What is known of an open brace; what stood before it is taken up again where it closes within parentheses. */
    private record Block(String typeName, JavaMethod method, int headerStart, int openParentheses) {

        boolean isType() {
            return typeName != null;
        }
    }

    static JavaMethodScan of(String code) {
        JavaMethodScan scan = new JavaMethodScan(code);
        for (int index = 0; index < code.length(); index++) {
            scan.accept(code.charAt(index), index);
        }
        return scan;
    }

    List<JavaMethod> methods() {
        return methods;
    }

    int topLevelTypes() {
        return topLevelTypes;
    }

    private void accept(char symbol, int index) {
        switch (symbol) {
            case '(' -> openParentheses++;
            case ')' -> openParentheses--;
            case '{' -> openBlock(index);
            case '}' -> closeBlock(index);
            case ';' -> endStatement(index);
            default -> {}
        }
    }

    private void openBlock(int index) {
        String header = headerBefore(index);
        JavaMethod method = methodIn(header);
        String typeName = method == null ? typeIn(header) : null;
        if (typeName != null && blocks.isEmpty()) {
            topLevelTypes++;
        }
        blocks.push(new Block(typeName, method, headerStart, openParentheses));
        headerStart = index + 1;
        openParentheses = 0;
    }

    private void closeBlock(int index) {
        Block block = blocks.pop();
        if (block.method() != null) {
            methods.add(block.method().endingAt(lineNumberOf(index)));
        }
        openParentheses = block.openParentheses();
        headerStart = openParentheses > 0 ? block.headerStart() : index + 1;
    }

    private void endStatement(int index) {
        if (openParentheses == 0) {
            JavaMethod method = methodIn(headerBefore(index));
            if (method != null) {
                methods.add(method);
            }
            headerStart = index + 1;
        }
    }

    private String typeIn(String header) {
        Matcher declared = TYPE.matcher(header);
        if (openParentheses == 0 && declared.find()) {
            return declared.group("name");
        }
        boolean anonymous =
                ANONYMOUS.matcher(header).find() && !CONTROL.matcher(header).find();
        boolean constant = isInType() && ENUM_CONSTANT.matcher(header).find();
        return anonymous || constant ? "" : null;
    }

    private JavaMethod methodIn(String header) {
        if (!isInType() || header.contains("=")) {
            return null;
        }
        Matcher compact = COMPACT_CONSTRUCTOR.matcher(header);
        if (compact.find() && isEnclosingType(compact.group("name"))) {
            return methodAt(compact.start("name"), compact.group("name"), "");
        }
        Matcher signature = SIGNATURE.matcher(header);
        if (!signature.find() || TYPE.matcher(header).find()) {
            return null;
        }
        String before = header.substring(0, signature.start()).strip();
        boolean declares =
                before.isEmpty() ? isEnclosingType(signature.group("name")) : before.matches("(?s).*[\\w>\\]]");
        return declares
                ? methodAt(signature.start("name"), signature.group("name"), signature.group("parameters"))
                : null;
    }

    private boolean isInType() {
        return openParentheses == 0 && !blocks.isEmpty() && blocks.peek().isType();
    }

    private boolean isEnclosingType(String name) {
        return blocks.peek().typeName().equals(name);
    }

    private JavaMethod methodAt(int offset, String name, String parameters) {
        int lineNumber = lineNumberOf(headerStart + offset);
        return new JavaMethod(name, lineNumber, 1, countOf(parameters));
    }

    private String headerBefore(int index) {
        String header = code.substring(headerStart, index);
        return ANNOTATION.matcher(header).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    private int lineNumberOf(int index) {
        return 1
                + (int) code.substring(0, index)
                        .chars()
                        .filter(symbol -> symbol == '\n')
                        .count();
    }

    private static int countOf(String parameters) {
        if (parameters.isBlank()) {
            return 0;
        }
        String withoutTypeArguments = parameters;
        while (withoutTypeArguments.contains("<")) {
            withoutTypeArguments = withoutTypeArguments.replaceAll("<[^<>]*>", "");
        }
        return withoutTypeArguments.split(",").length;
    }
}
