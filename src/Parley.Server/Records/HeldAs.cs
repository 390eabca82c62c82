using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>By what a hold would know an exchange.</summary>
/// <param name="Exchange">Its key.</param>
/// <param name="Type">Its subject's type.</param>
/// <param name="Reference">The keyed hash of its reference.</param>
internal readonly record struct HeldAs(long Exchange, string? Type, long? Reference)
{
    /// <summary>That of an exchange.</summary>
    public static HeldAs Of(ExchangeRow row, ContentKeys keys) => new(row.Id, row.SubjectType, row.Reference is string text ? keys.Blind(text) : null);
}
