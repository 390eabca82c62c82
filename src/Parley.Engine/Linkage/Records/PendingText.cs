namespace Parley.Engine.Linkage.Records;

/// <summary>Joins the values of several columns with blanks, without a string for each.</summary>
internal sealed class PendingText
{
    private char[] _text = new char[256];

    /// <summary>How many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a value.</summary>
    public void Append(ReadOnlySpan<char> value)
    {
        if (Length + value.Length + 1 > _text.Length)
        {
            Array.Resize(ref _text, (Length + value.Length + 1) * 2);
        }

        if (Length > 0)
        {
            _text[Length++] = ' ';
        }

        value.CopyTo(_text.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>The text, and begins anew; valid until the next <see cref="Append"/>.</summary>
    public ReadOnlySpan<char> Take()
    {
        ReadOnlySpan<char> text = _text.AsSpan(0, Length);
        Length = 0;
        return text;
    }
}
