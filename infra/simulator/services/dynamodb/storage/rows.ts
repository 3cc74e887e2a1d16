import { type AttributeValue, fromAttributeValues, toAttributeValues } from '../values/attribute-values.ts';
import type { Item } from '../values/values.ts';

/** Marks text that holds attribute values; an item of JSON's own types is its JSON text, which starts with `{`. */
const attributeValueMark = '#';

/** An item as text: half the memory of objects, and a copy that no caller can change. */
export function encode(item: Item, json: boolean): string {
  return json ? JSON.stringify(item) : attributeValueMark + JSON.stringify(toAttributeValues(item));
}

/** A fresh copy of the item that `encode` was given. */
export function decode(text: string): Item {
  if (!text.startsWith(attributeValueMark)) return JSON.parse(text) as Item;
  return fromAttributeValues(JSON.parse(text.slice(1)) as Record<string, AttributeValue>);
}
