using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Parley.Engine.Evidence;

/// <summary>
/// Says whether bytes are the canonical form of an entry, in one pass and without building it: what verification asks of every entry of a ledger. It accepts
/// exactly what <see cref="EntryReader"/> reads and <see cref="EntryBatchWriter"/> would write again.
/// </summary>
internal ref struct EntryForm
{
    private const int SubjectDigits = 16;

    private static readonly SearchValues<byte> s_special = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);
    private static readonly SearchValues<byte> s_hex = SearchValues.Create("0123456789abcdef"u8);

    private ReadOnlySpan<byte> _rest;
    private bool _sound;

    private EntryForm(ReadOnlySpan<byte> bytes)
    {
        _rest = bytes;
        _sound = true;
    }

    /// <summary>Whether bytes are an entry in its one form.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> bytes) => bytes.Length <= EntryBatchWriter.MostBytes && new EntryForm(bytes).Entry();

    // Members in their order; those that may be left out are asked for by their name.
    private bool Entry()
    {
        Need("{\"action\":\""u8);
        Action();
        Need("\",\"actor\":"u8);
        Text();
        Agreements();
        Need(",\"at\":\""u8);
        Moment();
        Need("\""u8);
        Content();
        Member(",\"delivery\":"u8);
        Member(",\"exchange\":"u8);
        Member(",\"onBehalfOf\":"u8);
        Member(",\"organisation\":"u8);
        Member(",\"outcome\":"u8);
        Member(",\"purpose\":"u8);
        Member(",\"reason\":"u8);
        Member(",\"recipient\":"u8);
        Member(",\"recipientSystem\":"u8);
        Subjects();
        Withheld();
        Need("}"u8);
        return _sound && _rest.IsEmpty;
    }

    private bool Has(ReadOnlySpan<byte> text)
    {
        if (!_sound || !_rest.StartsWith(text))
        {
            return false;
        }

        _rest = _rest[text.Length..];
        return true;
    }

    private void Need(ReadOnlySpan<byte> text) => _sound = Has(text);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (!_sound || count < 0 || count > _rest.Length)
        {
            _sound = false;
            return [];
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private void Action() => _sound = LedgerWords.Action(Take(_rest.IndexOf((byte)'"'))) is not null && _sound;

    private void Member(ReadOnlySpan<byte> name)
    {
        if (Has(name))
        {
            Text();
        }
    }

    // What is empty is left out, and what is too long would have been cut.
    private void Text() => _sound = Quoted() is > 0 and <= EntryBatchWriter.MostText && _sound;

    private void Agreements()
    {
        if (Has(",\"agreements\":["u8))
        {
            do
            {
                Quoted();
            }
            while (Has(","u8));
            Need("]"u8);
        }
    }

    private void Moment()
    {
        ReadOnlySpan<byte> text = Take(LedgerWords.MomentBytes);
        _sound = _sound && text[4] == '-' && text[7] == '-' && text[13] == ':' && text[16] == ':' && LedgerWords.ReadMoment(text) is not null;
    }

    private void Content()
    {
        if (Has(",\"content\":\""u8))
        {
            int length = _rest.IndexOfAnyExcept(s_hex);
            _sound = length > 0 && length % 2 == 0;
            Take(length);
            Need("\""u8);
        }
    }

    private void Subjects()
    {
        if (!Has(",\"subjects\":["u8))
        {
            return;
        }

        int count = 0;
        do
        {
            Need("\""u8);
            _sound = !Take(SubjectDigits).ContainsAnyExcept(s_hex) && _sound;
            Need("\""u8);
            count++;
        }
        while (Has(","u8));
        _sound &= count <= EntryBatchWriter.MostSubjects;
        Need("]"u8);
    }

    private void Withheld()
    {
        if (Has(",\"withheld\":"u8))
        {
            ReadOnlySpan<byte> digits = _rest.StartsWith("-"u8) ? _rest[1..] : _rest;
            _sound = digits.Length > 0 && digits[0] is >= (byte)'1' and <= (byte)'9' && Utf8Parser.TryParse(_rest, out int _, out int used)
                && Take(used).Length == used;
        }
    }

    /// <summary>A text in quotation marks, escaped where it must be and nowhere else.</summary>
    /// <returns>Its UTF-16 units.</returns>
    private int Quoted()
    {
        Need("\""u8);
        int units = 0;
        while (_sound)
        {
            int plain = _rest.IndexOfAny(s_special);
            ReadOnlySpan<byte> run = Take(plain);
            if (Ascii.IsValid(run))
            {
                units += run.Length;
            }
            else if (Utf8.IsValid(run))
            {
                units += Encoding.UTF8.GetCharCount(run);
            }
            else
            {
                _sound = false;
                break;
            }

            if (Has("\""u8))
            {
                break;
            }

            Escape();
            units++;
        }

        return units;
    }

    private void Escape()
    {
        if (Has("\\u00"u8))
        {
            ReadOnlySpan<byte> digits = Take(2);
            _sound = _sound && digits[0] is (byte)'0' or (byte)'1' && s_hex.Contains(digits[1])
                && !(digits[0] == '0' && digits[1] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'c' or (byte)'d');
            return;
        }

        Need("\\"u8);
        ReadOnlySpan<byte> letter = Take(1);
        _sound = _sound && letter[0] is (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'t' or (byte)'n' or (byte)'f' or (byte)'r';
    }
}
