using System.Text.Json;

namespace Parley.Engine.Formats.Json;

/// <summary>What the JSON writer has prepared for a shape.</summary>
internal sealed class JsonPlace
{
    /// <summary>Prepares a shape.</summary>
    public JsonPlace(Shape shape)
    {
        Name = [.. ",\""u8, .. JsonEncodedText.Encode(shape.Name, JsonWriter.Encoder).EncodedUtf8Bytes, .. "\":"u8];
        IsItem = shape.Name == JsonFormat.Item;
        IsMember = shape.IsMember;
        IsArray = IsArrayShape(shape);
    }

    /// <summary>A comma, the name in quotes and a colon.</summary>
    public byte[] Name { get; }

    /// <summary>Whether it stands for items, so that no name is written.</summary>
    public bool IsItem { get; }

    /// <summary>Whether it stands for members whose names are values.</summary>
    public bool IsMember { get; }

    /// <summary>Whether the container is an array rather than an object.</summary>
    public bool IsArray { get; }

    /// <summary>Whether a shape's container is an array: its only child stands for items.</summary>
    public static bool IsArrayShape(Shape shape) => shape.Children is [{ Name: JsonFormat.Item }];

    /// <summary>Prepares all shapes below a root, up to those that carry a message of another format.</summary>
    public static void Prepare(Shape root)
    {
        foreach (Shape child in root.Children)
        {
            // Writers of several workers may do this at once: what they set is equal, and each has set all before it writes.
            child.Prepared = new JsonPlace(child);
            if (child.Embedded is null)
            {
                Prepare(child);
            }
        }
    }
}
