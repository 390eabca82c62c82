namespace Parley.Engine.Expressions;

/// <summary>An operation on two values; null when the machine holds an error.</summary>
internal delegate JqValue? BinaryOperator(Machine machine, Node at, JqValue left, JqValue right);
