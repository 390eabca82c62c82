using System.Buffers;
using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Formats;

/// <summary>Drives readers, writers and splitters in the few ways that tests need.</summary>
internal static class FormatHarness
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static (MessageTree Tree, IReadOnlyList<Issue> Issues, bool Ok) Read(MessageFormat format, Shape root, byte[] message, FormatLimits? limits = null)
    {
        root.Freeze();
        MessageTree tree = new();
        IssueSink issues = new();
        bool ok = format.CreateReader(root, limits ?? FormatLimits.Default).TryRead(message, tree, issues);
        Assert.Equal(ok, !issues.HasErrors);
        return (tree, issues.Issues, ok);
    }

    public static (MessageTree Tree, IReadOnlyList<Issue> Issues, bool Ok) Read(MessageFormat format, Shape root, string message, FormatLimits? limits = null) =>
        Read(format, root, Utf8(message), limits);

    public static MessageTree ReadWell(MessageFormat format, Shape root, string message)
    {
        (MessageTree tree, IReadOnlyList<Issue> issues, _) = Read(format, root, message);
        Assert.Empty(issues);
        return tree;
    }

    public static Issue ReadFault(MessageFormat format, Shape root, byte[] message, FormatLimits? limits = null)
    {
        (_, IReadOnlyList<Issue> issues, bool ok) = Read(format, root, message, limits);
        Assert.False(ok);
        return Assert.Single(issues);
    }

    public static Issue ReadFault(MessageFormat format, Shape root, string message, FormatLimits? limits = null) =>
        ReadFault(format, root, Utf8(message), limits);

    public static (byte[] Message, IReadOnlyList<Issue> Issues) TryWrite(MessageFormat format, Shape root, Action<MessageWriter> write)
    {
        root.Freeze();
        ArrayBufferWriter<byte> output = new();
        IssueSink issues = new();
        MessageWriter writer = format.CreateWriter(root);
        writer.Begin(output, issues);
        write(writer);
        bool ok = writer.End();
        Assert.Equal(ok, !issues.HasErrors);
        Assert.True(ok || output.WrittenCount == 0);
        return (output.WrittenSpan.ToArray(), issues.Issues);
    }

    public static byte[] Write(MessageFormat format, Shape root, Action<MessageWriter> write)
    {
        (byte[] message, IReadOnlyList<Issue> issues) = TryWrite(format, root, write);
        Assert.Empty(issues);
        return message;
    }

    public static string WriteText(MessageFormat format, Shape root, Action<MessageWriter> write) =>
        Encoding.UTF8.GetString(Write(format, root, write));

    /// <summary>Writes again what was read, each node in the order of its shape.</summary>
    public static void Copy(MessageTree tree, int node, MessageWriter writer)
    {
        foreach (Shape shape in tree.ShapeOf(node).Children.OrderByDescending(s => s.IsAttribute))
        {
            int first = tree.Child(node, shape);
            if (first == 0)
            {
                continue;
            }

            bool list = tree.Next(first) != 0;
            if (list)
            {
                writer.StartList(shape);
            }

            for (int item = first; item != 0; item = tree.Next(item))
            {
                CopyOne(tree, item, shape, writer);
            }

            if (list)
            {
                writer.EndList(shape);
            }
        }
    }

    /// <summary>A node and all below it, in a form that can be compared.</summary>
    public static string Describe(MessageTree tree, int node, bool withText = true)
    {
        StringBuilder text = new();
        Describe(tree, node, text, withText);
        return text.ToString();
    }

    private static void CopyOne(MessageTree tree, int node, Shape shape, MessageWriter writer)
    {
        if (tree.Kind(node) == NodeKind.Container)
        {
            writer.StartContainer(shape);
            Copy(tree, node, writer);
            if (!tree.Text(node).IsEmpty && shape.Embedded is null)
            {
                writer.Content(shape, tree.Text(node));
            }

            writer.EndContainer(shape);
            return;
        }

        ScalarKind kind = tree.Kind(node) switch
        {
            NodeKind.Null => ScalarKind.Null,
            NodeKind.Number => ScalarKind.Number,
            NodeKind.True or NodeKind.False => ScalarKind.Boolean,
            _ => ScalarKind.Text,
        };
        string text = tree.Kind(node) switch { NodeKind.True => "true", NodeKind.False => "false", _ => tree.String(node) };
        writer.Scalar(shape, Utf8(text), kind);
    }

    private static void Describe(MessageTree tree, int node, StringBuilder text, bool withText)
    {
        text.Append(tree.Kind(node)).Append(' ');
        if (withText && tree.ShapeOf(node).Embedded is null)
        {
            text.Append('\'').Append(tree.String(node)).Append('\'');
        }

        text.Append('{');
        foreach (Shape shape in tree.ShapeOf(node).Children)
        {
            for (int child = tree.Child(node, shape); child != 0; child = tree.Next(child))
            {
                text.Append(shape.IsAttribute ? "@" : "").Append(shape.Name).Append('=');
                Describe(tree, child, text, withText);
            }
        }

        text.Append('}');
    }
}
