namespace Parley.Engine.Processes.Templates;

/// <summary>Finds expressions in <c>${ … }</c> within a text.</summary>
internal static class ExpressionText
{
    /// <summary>The parts of a text: what stands between expressions, and expressions. Null when one is not closed.</summary>
    public static List<(string Text, bool IsExpression)>? Parts(string text)
    {
        List<(string Text, bool IsExpression)> parts = [];
        int from = 0;
        while (text.IndexOf("${", from, StringComparison.Ordinal) is int start && start >= 0)
        {
            int end = Close(text, start + 2, '}');
            if (end < 0)
            {
                return null;
            }

            if (start > from)
            {
                parts.Add((text[from..start], false));
            }

            parts.Add((text[(start + 2)..end], true));
            from = end + 1;
        }

        if (from < text.Length)
        {
            parts.Add((text[from..], false));
        }

        return parts;
    }

    // The place of the bracket that closes, with jq's strings, their interpolations and its comments passed over.
    private static int Close(string text, int at, char close)
    {
        int depth = 0;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == close && depth == 0)
            {
                return at;
            }

            if (c == '"')
            {
                at = EndOfString(text, at + 1);
                if (at < 0)
                {
                    return -1;
                }
            }
            else if (c == '#')
            {
                at = text.IndexOf('\n', at) is int line && line >= 0 ? line : text.Length;
            }
            else
            {
                depth += c is '{' or '(' or '[' ? 1 : c is '}' or ')' or ']' ? -1 : 0;
            }
        }

        return -1;
    }

    private static int EndOfString(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return at;
            }

            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at = text[at + 1] == '(' ? Close(text, at + 2, ')') : at + 1;
                if (at < 0)
                {
                    return -1;
                }
            }
        }

        return -1;
    }
}
