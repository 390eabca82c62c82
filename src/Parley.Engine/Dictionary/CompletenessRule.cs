namespace Parley.Engine.Dictionary;

/// <summary>
/// One requirement of a role: at least <see cref="AtLeast"/> of <see cref="AnyOf"/> are there. Each alternative is a set of terms that
/// must all be there; a term is an attribute name (<c>surname</c>) or a link with an optional attribute of the linked record
/// (<c>link:home-address</c>, <c>link:home-address.postcode</c>), the absence of an attribute (<c>!outcome</c>) or one code of it
/// (<c>status=concluded</c>).
/// </summary>
/// <param name="Name">The requirement's name in kebab case, unique within its role (<c>contact-reference</c>).</param>
/// <param name="AtLeast">How many alternatives must hold, at least 1.</param>
/// <param name="AnyOf">The alternatives.</param>
/// <param name="Source">The rule's source in the standard.</param>
public sealed record CompletenessRule(string Name, int AtLeast, IReadOnlyList<IReadOnlyList<string>> AnyOf, string Source);
