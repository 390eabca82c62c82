using Parley.Engine.Expressions;

namespace Parley.Engine.Sharing;

/// <summary>A subject or resource of applications that <c>access.yaml</c> lists: a search goes through it, and what a question does not say of it is taken from here.</summary>
/// <param name="Type">Its type, as the application names it.</param>
/// <param name="Id">Its identifier within the type.</param>
/// <param name="Properties">What is known of it: an object.</param>
public sealed record KnownEntity(string Type, string Id, JqValue Properties);
